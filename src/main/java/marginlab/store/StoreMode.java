package marginlab.store;

/** What a process may do with a store. */
public enum StoreMode {
    /** Writes; there is one at a time. */
    OWNER,
    /** Reads, whether an owner lives or not, and never stands in its way. */
    READER
}
