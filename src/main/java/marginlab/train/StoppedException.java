package marginlab.train;

/** A training that ended because it was asked to, after a checkpoint from which it goes on. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoppedException(long step) {
        super("stopped after step " + step + "; the next run resumes there");
    }
}
