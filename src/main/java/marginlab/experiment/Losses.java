package marginlab.experiment;

import java.util.Optional;

/** The one call to the parser of objectives. */
final class Losses {
    private Losses() {}

    static String canonical(String text) {
        return text.strip();
    }

    /** The same for a text that may be no objective at all. */
    static String lenient(String text) {
        return text.strip();
    }

    /** The first term that needs pairs of one identity in a batch. */
    static Optional<String> pairTerm(String label) {
        return label.contains("Triplet") ? Optional.of("Triplet") : Optional.empty();
    }
}
