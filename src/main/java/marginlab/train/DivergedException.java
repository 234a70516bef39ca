package marginlab.train;

/** A loss or gradient that is no longer a finite number: a result of the experiment, not a fault of the program. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DivergedException(long step, String what, double value) {
        super("diverged at step " + step + ": " + what + " is " + value);
    }
}
