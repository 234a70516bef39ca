package marginlab.stats;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * The smallest difference a design could have found: the true one at which a two-sided t-test reaches its power.
 *
 * <p>Power at a difference D with standard error e and f degrees of freedom, by the non-central t distribution: {@code
 * E[P(|Z + D / e| > t(1 - a/2) U)]}, Z standard normal and U the root of a chi-squared variable over its f.
 */
public final class DetectableDifference {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double ACCURACY = 1e-9;
    /** Panels of nodes in them: one degree of freedom, the hardest, is then right to six digits. */
    private static final int PANELS = 8;

    /** Made once: Commons Math computes a rule anew for each factory, which took most of the time of a report. */
    private static final GaussIntegrator NODES = new GaussIntegratorFactory().legendre(16);

    private static final int MOST_EVALUATIONS = 200;
    /** What U is within but for one part in 10^11, in its deviations from 1 of about {@code 1 / sqrt(2 f)}. */
    private static final double REACH = 8;

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
        double critical = new TDistribution(null, freedom).inverseCumulativeProbability(0.5 + confidence / 2);
        double reach = REACH / Math.sqrt(2.0 * freedom);
        UnivariateFunction missing = shift ->
                integral(u -> density(u, freedom) * found(shift, critical * u), Math.max(0, 1 - reach), 1 + reach)
                        - power;
        return standardError * new BrentSolver(ACCURACY).solve(MOST_EVALUATIONS, missing, 0, REACH * (critical + 1));
    }

    private static double integral(UnivariateFunction function, double from, double to) {
        double half = (to - from) / (2 * PANELS);
        double sum = 0;
        for (int panel = 0; panel < PANELS; panel++) {
            double middle = from + (2 * panel + 1) * half;
            sum += NODES.integrate(x -> function.value(middle + half * x));
        }
        return half * sum;
    }

    private static double found(double shift, double bar) {
        return NORMAL.cumulativeProbability(shift - bar) + NORMAL.cumulativeProbability(-shift - bar);
    }

    /** Of U: {@code 2 (f/2)^(f/2) / Gamma(f/2) u^(f-1) exp(-f u^2 / 2)}. */
    private static double density(double u, double freedom) {
        double half = freedom / 2.0;
        double logarithm =
                half * FastMath.log(half) - Gamma.logGamma(half) + (freedom - 1) * FastMath.log(u) - half * u * u;
        return 2 * FastMath.exp(logarithm);
    }
}
