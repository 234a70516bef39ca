package marginlab.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/** Student's distribution, and the scale U in it: the root of a chi-squared variable over its degrees of freedom f. */
final class StudentT {
    /** Panels of nodes in them: one degree of freedom, the hardest, is then right to six digits. */
    private static final int PANELS = 8;

    /** Made once: Commons Math computes a rule anew for each factory, which took most of the time of a report. */
    private static final GaussIntegrator NODES = new GaussIntegratorFactory().legendre(16);

    /** What U is within but for one part in 10^11, in its deviations from 1 of about {@code 1 / sqrt(2 f)}. */
    static final double REACH = 8;

    private StudentT() {}

    /** The two-sided p-value. */
    static double p(double t, double freedom) {
        return 2 * new TDistribution(null, freedom).cumulativeProbability(-Math.abs(t));
    }

    /** What |T| stays below with this confidence. */
    static double critical(double confidence, double freedom) {
        return new TDistribution(null, freedom).inverseCumulativeProbability(0.5 + confidence / 2);
    }

    /** The mean of a function of U. */
    static double mean(UnivariateFunction function, double freedom) {
        double reach = REACH / Math.sqrt(2.0 * freedom);
        double from = Math.max(0, 1 - reach);
        double half = (1 + reach - from) / (2 * PANELS);
        DoubleUnaryOperator density = density(freedom);
        double sum = 0;
        for (int panel = 0; panel < PANELS; panel++) {
            double middle = from + (2 * panel + 1) * half;
            sum += NODES.integrate(x -> density.applyAsDouble(middle + half * x) * function.value(middle + half * x));
        }
        return half * sum;
    }

    /** Of U: {@code 2 (f/2)^(f/2) / Gamma(f/2) u^(f-1) exp(-f u^2 / 2)}. */
    static DoubleUnaryOperator density(double freedom) {
        double half = freedom / 2.0;
        double scale = Math.log(2) + half * FastMath.log(half) - Gamma.logGamma(half);
        return u -> {
            double power = freedom == 1 ? 0 : (freedom - 1) * FastMath.log(u);
            return FastMath.exp(scale + power - half * u * u);
        };
    }
}
