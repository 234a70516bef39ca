package marginlab.dataset.catalog;

/**
 * A row of {@code data ls}.
 *
 * @param name what experiments call it
 * @param role what it is for
 * @param format how it is stored
 * @param counts as found where it is there, otherwise as published
 * @param state whether it can be used
 * @param path where it is or is expected
 * @param detail what is wrong or how to get it; empty when it is ready
 */
public record DatasetListing(
        String name,
        DatasetRole role,
        DatasetFormat format,
        Dataset.Counts counts,
        DatasetState state,
        String path,
        String detail) {

    /** Whether a dataset can be used. */
    public enum DatasetState {
        READY("ready"),
        /** Can be used, but holds another number of images or pairs than was published. */
        UNEQUAL("not as published"),
        /** Will be made by the first experiment that names it. */
        GENERATED("generated on first use"),
        MISSING("missing"),
        /** There, but not as it should be. */
        BROKEN("broken");

        private final String label;

        DatasetState(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether its files are there and can be read. */
        public boolean isThere() {
            return this == READY || this == UNEQUAL;
        }
    }
}
