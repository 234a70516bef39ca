package marginlab.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.data.Fingerprints;

/**
 * What the catalog cannot tell of sets of templates and a user can. Components are null where nothing was said.
 *
 * @param protocol its name, for sets whose format fits several
 * @param gallery the set in which Trillion-Pairs' probes are looked for
 * @param people the set that shows who iQIYI-VID's people are
 * @param probeNoise rows of MegaFace's probes with a wrong label
 * @param distractorNoise rows of MegaFace's distractors that show one of the probes' people
 */
public record Search(String protocol, String gallery, String people, Path probeNoise, Path distractorNoise) {

    /** MegaFace's noise lists by their content, in brackets: {@code (probe-noise=0c4f5a1b2c3d)}; empty without them. */
    String noise() {
        String lists = Stream.of(list("probe-noise=", probeNoise), list("distractor-noise=", distractorNoise))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return lists.isEmpty() ? "" : "(" + lists + ")";
    }

    private static Optional<String> list(String name, Path file) {
        return Optional.ofNullable(file)
                .map(list -> name + EmbeddedFiles.brief(new Fingerprints(null).of(List.of(list))));
    }

    /** As arguments of a process; {@link #of} reads them back. */
    List<String> arguments() {
        return Stream.of(protocol, gallery, people, absolute(probeNoise), absolute(distractorNoise))
                .map(text -> text == null ? "" : text)
                .toList();
    }

    static Search of(List<String> arguments) {
        List<String> texts =
                arguments.stream().map(text -> text.isEmpty() ? null : text).collect(Collectors.toList());
        return new Search(texts.get(0), texts.get(1), texts.get(2), path(texts.get(3)), path(texts.get(4)));
    }

    private static String absolute(Path path) {
        return path == null ? null : path.toAbsolutePath().toString();
    }

    private static Path path(String text) {
        return text == null ? null : Path.of(text);
    }
}
