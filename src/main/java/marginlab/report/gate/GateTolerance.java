package marginlab.report.gate;

/**
 * Which drops in accuracy are tolerated; fractions.
 *
 * @param accepted a drop that nobody minds
 * @param limit a drop beyond which a cell fails, however noisy it is
 */
public record GateTolerance(double accepted, double limit) {
    private static final double LEAST_LIMIT = 0.02;

    public GateTolerance {
        if (!(accepted >= 0 && limit >= accepted && limit <= 1)) {
            throw new IllegalArgumentException("a tolerance of " + accepted + " with a limit of " + limit);
        }
    }

    /** With the usual limit: twice the tolerance, and two points at least, for a small tolerance is within the noise of most sets. */
    public static GateTolerance of(double accepted) {
        return new GateTolerance(accepted, Math.min(1, Math.max(2 * accepted, LEAST_LIMIT)));
    }
}
