package marginlab.stats;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The smallest difference a design could have found: the true one at which a two-sided t-test reaches its power.
 *
 * <p>Power at a difference D with standard error e, f degrees of freedom and the critical value c, by the non-central t distribution:
 * {@code E[P(|Z + D / e| > c U)]}, Z standard normal and U the root of a chi-squared variable over its f. The chance that a
 * difference of zero is shown to be within a bound B, by an interval of half-width {@code c U e}: {@code E[P(|Z| < B / e - c U)]}.
 */
public final class DetectableDifference {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double ACCURACY = 1e-9;
    private static final int MOST_EVALUATIONS = 200;

    private DetectableDifference() {}

    /**
     * The difference that is found with a power.
     *
     * @param standardError of the mean difference
     * @param freedom degrees of freedom of its estimate, at least 1
     * @param confidence 1 - a, such as 0.95
     * @param power such as 0.8
     */
    public static double difference(double standardError, double freedom, double confidence, double power) {
        return standardError * inErrors(StudentT.critical(confidence, freedom), freedom, power);
    }

    /** The same in standard errors, of a test with this critical value. */
    static double inErrors(double critical, double freedom, double power) {
        return new BrentSolver(ACCURACY)
                .solve(
                        MOST_EVALUATIONS,
                        shift -> StudentT.mean(u -> found(shift, critical * u), freedom) - power,
                        0,
                        StudentT.REACH * (critical + 1));
    }

    /** The chance that equal rows are shown to be within a bound, which is in standard errors. */
    static double chanceOfEqual(double bound, double critical, double freedom) {
        return StudentT.mean(u -> Math.max(0, 2 * NORMAL.cumulativeProbability(bound - critical * u) - 1), freedom);
    }

    /** The chance that a normal mean with this deviation is decided by an interval of that half-width: beyond zero, or within a bound. */
    static double chanceOfDecision(double mean, double deviation, double half, double bound) {
        return found(mean / deviation, half / deviation)
                + Math.max(0, 1 - found(mean / deviation, (bound - half) / deviation)) * (half < bound ? 1 : 0);
    }

    private static double found(double shift, double bar) {
        return NORMAL.cumulativeProbability(shift - bar) + NORMAL.cumulativeProbability(-shift - bar);
    }
}
