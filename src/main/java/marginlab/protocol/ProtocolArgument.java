package marginlab.protocol;

/**
 * A file or word that a protocol takes on the command line, to score embeddings that are saved.
 *
 * @param flag without its hyphens: {@code embeddings}
 * @param label what stands behind it in the help: {@code E.npy}
 * @param kind how often it may be given
 * @param description for a person
 */
public record ProtocolArgument(String flag, String label, Kind kind, String description) {

    /** How often, and what for. */
    public enum Kind {
        /** A file, once. */
        REQUIRED,
        /** A file, once or not at all. */
        OPTIONAL,
        /** A file, where none is given of the others of this kind. */
        ONE_OF,
        /** Files, once or more. */
        SEVERAL,
        /** A word, once or not at all. */
        WORD,
        /** On unless {@code --no-} stands before it. */
        SWITCH
    }

    static ProtocolArgument file(String flag, String label, String description) {
        return new ProtocolArgument(flag, label, Kind.REQUIRED, description);
    }

    public static ProtocolArgument perhaps(String flag, String label, String description) {
        return new ProtocolArgument(flag, label, Kind.OPTIONAL, description);
    }
}
