package marginlab.pipeline;

import java.util.List;
import java.util.stream.Collectors;
import marginlab.file.hash.Sha256;

/** The name and the kept text of an experiment whose file was changed on the command line. */
final class Variation {
    private static final String CHANGE = "# --set ";
    private static final int LONGEST = 80;
    private static final int DIGITS = 6;

    private Variation() {}

    /** {@code quickstart--schedule.rate-0.05}; letters that no name may have become hyphens. */
    static String name(String experiment, List<String> changes) {
        String name = experiment + "--"
                + changes.stream()
                        .map(change -> change.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^-|-$", ""))
                        .collect(Collectors.joining("--"));
        return name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST - DIGITS - 1) + "-"
                        + Sha256.hex(String.join("\n", changes)).substring(0, DIGITS);
    }

    /** The file's text with the changes above it, as comments. */
    static String definition(String text, List<String> changes) {
        return changes.stream()
                        .map(change -> CHANGE + change.replaceAll("[\\r\\n]+", " ") + "\n")
                        .collect(Collectors.joining())
                + text;
    }

    /** The changes that a kept text begins with. */
    static List<String> changes(String definition) {
        return definition
                .lines()
                .takeWhile(line -> line.startsWith(CHANGE))
                .map(line -> line.substring(CHANGE.length()))
                .toList();
    }
}
