package marginlab.protocol;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.file.hash.Fingerprints;
import marginlab.file.npy.Npy;
import marginlab.problem.ProblemException;
import marginlab.protocol.files.ProtocolFiles;

/** How the embeddings of a set of faces become figures. */
public interface Protocol {

    /** What of a set is embedded and kept. */
    enum Embeds {
        /** Both sides of each pair, plain and mirrored: rows 2i and 2i + 1. */
        PAIRS,
        /** Every image once, plain and mirrored. */
        IMAGES,
        /** A feature a template. */
        TEMPLATES
    }

    /** Its name, in files, flags and tables. */
    String label();

    /** What it measures, a sentence. */
    String description();

    /** The formats of sets that it scores unasked. */
    Set<DatasetFormat> formats();

    /** Formats that tell nothing of a protocol, of which it scores sets where it is named. */
    default Set<DatasetFormat> formatsIfNamed() {
        return Set.of();
    }

    /** Its figures, the headline first. */
    List<ProtocolMetric> metrics();

    /** What it takes beside a set. */
    default List<ProtocolNeed> needs() {
        return List.of();
    }

    Embeds embeds();

    /** Whether a set has the lists that it reads; where it has not, other protocols of the format score it. */
    default boolean hasLists(Dataset row) {
        return true;
    }

    /**
     * Whether a set can be scored, told before anything is trained or embedded.
     *
     * @throws ProblemException where it cannot: nothing is known of its people, or there is nobody to look for
     */
    default void check(String name, TemplateSet set) {}

    /** What it says of a set that is embedded. */
    ProtocolResult score(SetEmbeddings set, MatrixProducts products);

    /** What it decides of, one each: {@code face pairs}, {@code probes}. */
    String decides();

    /** Arguments of {@code score}; the set gets the name of the first file of {@link #namedBy}. */
    List<ProtocolArgument> arguments();

    /** The flag whose file names the set. */
    String namedBy();

    /** An example of {@code score}, a line or more. */
    List<String> examples();

    /** The files that {@code score} was given. */
    ProtocolFiles files(GivenArguments given);

    /** Made-up input of its published size, or a share of it, that {@code bench} times. */
    ProtocolFiles load(ProtocolLoad made);

    /** The name of the rules with what is taken beside the set: {@code trillion-pairs(gallery=flickr)}. */
    default String variant(ProtocolInputs beside) {
        String parts = needs().stream()
                .flatMap(need -> Optional.ofNullable(
                        need.kind() == ProtocolNeed.Kind.SET
                                ? beside.sets().get(need.name())
                                : brief(beside.lists().get(need.name())))
                        .map(value -> need.name() + "=" + value)
                        .stream())
                .collect(Collectors.joining(", "));
        return label() + (parts.isEmpty() ? "" : "(" + parts + ")");
    }

    /** A list by its content. */
    private static String brief(Path list) {
        return list == null ? null : new Fingerprints(null).of(List.of(list)).substring(0, 12);
    }

    /** Whether an outcome of these rules is one of this protocol's. */
    default boolean owns(String variant) {
        return variant.equals(label()) || variant.startsWith(label() + "(");
    }

    /** Whether of several of its outcomes on a set this one is meant where nothing else is said. */
    default boolean isReference(String variant) {
        return owns(variant);
    }

    /** Whether rules are those for what is taken beside the set. */
    default boolean isMeant(String variant, ProtocolInputs beside) {
        return variant.equals(variant(beside));
    }

    /** The figure of a name, which a column can show; empty where it has none. */
    default Optional<ProtocolMetric> metric(String name) {
        return metrics().stream()
                .filter(metric -> metric.direction() != ProtocolMetric.Direction.NONE)
                .flatMap(metric -> metric.named(name).stream())
                .findFirst();
    }

    /** The figure that a column shows unless another one is asked for. */
    default ProtocolMetric headline() {
        return metrics().get(0);
    }

    /**
     * Whether each pair or probe was decided rightly, where a run kept that.
     *
     * @param scores the run's folder of scores
     */
    default Optional<boolean[]> decisions(Path scores, String set, ProtocolMetric metric) {
        return kept(scores, set + "@" + metric.name() + ".npy").flatMap(file -> {
            try {
                return Optional.of(Npy.booleans(file));
            } catch (ProblemException | IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** A file in a folder and nowhere else, if it is there. */
    static Optional<Path> kept(Path folder, String name) {
        Path file = folder.resolve(name);
        boolean inside = file.normalize().startsWith(folder.normalize());
        return inside && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
    }
}
