package marginlab.protocol;

/**
 * What a protocol takes beside the set that it scores.
 *
 * @param name in the catalog, under {@code sets} or {@code lists}, and of the flag: {@code gallery}
 * @param kind another set, or a list
 * @param isRequired whether there is no figure without it
 * @param description for a person: {@code the set that is searched}
 */
public record ProtocolNeed(String name, Kind kind, boolean isRequired, String description) {

    /** What it is, and so where the catalog has it. */
    public enum Kind {
        /** Another set of the catalog. */
        SET("sets"),
        /** A file. */
        LIST("lists");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Of a row of the catalog. */
        public String key() {
            return key;
        }
    }

    static ProtocolNeed set(String name, String description) {
        return new ProtocolNeed(name, Kind.SET, true, description);
    }

    static ProtocolNeed list(String name, String description) {
        return new ProtocolNeed(name, Kind.LIST, false, description);
    }
}
