package marginlab.progress;

/** Is told how far a long work is. */
@FunctionalInterface
public interface Progress {

    /**
     * So much is done.
     *
     * @param what is being done, or to what: {@code images}, {@code lfw-funneled.tgz}
     * @param done images or bytes, never fewer than before while {@code what} stays
     * @param total of them; -1 where it is not known
     */
    void at(String what, long done, long total);

    /** Nobody is told. */
    static Progress none() {
        return (what, done, total) -> {};
    }
}
