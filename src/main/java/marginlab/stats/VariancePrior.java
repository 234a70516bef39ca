package marginlab.stats;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Gamma;

/**
 * How alike the variances of several rows are, as an inverse chi-squared distribution with {@code freedom} degrees of freedom
 * around {@code variance}: Smyth (2004), "Linear models and empirical Bayes methods", section 6.2, which limma's {@code
 * fitFDist} computes.
 *
 * <p>With {@code e = log s^2 - digamma(d / 2) + log(d / 2)} of each row, {@code trigamma(f / 2) = mean((e - mean e)^2 n / (n - 1) -
 * trigamma(d / 2))} gives f, and {@code log variance = mean e + digamma(f / 2) - log(f / 2)}. Rows that scatter less than chance
 * would have them give an infinite f: all rows are equally noisy.
 *
 * @param freedom f; infinite where nothing speaks against equal variances
 * @param variance what each row's variance is drawn towards
 */
record VariancePrior(double freedom, double variance) {
    private static final int MOST_EVALUATIONS = 500;

    /** f between them is told; outside, it makes no difference to any test. */
    private static final double LEAST = 1e-3;

    private static final double MOST = 1e6;

    /**
     * Fits the prior.
     *
     * @param variances of each row, positive, at least two
     * @param freedoms of each, positive
     * @param caution standard errors by which the rows are taken to differ more than is seen; 0 is limma's estimate
     */
    static VariancePrior of(double[] variances, double[] freedoms, double caution) {
        int n = variances.length;
        double[] logs = new double[n];
        double mean = 0;
        double expected = 0;
        double plain = 0;
        for (int i = 0; i < n; i++) {
            double half = freedoms[i] / 2;
            logs[i] = Math.log(variances[i]) - Gamma.digamma(half) + Math.log(half);
            mean += logs[i] / n;
            expected += Gamma.trigamma(half) / n;
            plain += variances[i] / n;
        }
        double seen = 0;
        for (double log : logs) {
            seen += (log - mean) * (log - mean) / (n - 1);
        }
        double excess = seen - expected + caution * Math.sqrt(2.0 / (n - 1)) * expected;
        if (excess <= Gamma.trigamma(MOST / 2)) {
            return new VariancePrior(Double.POSITIVE_INFINITY, plain);
        }
        double freedom = excess >= Gamma.trigamma(LEAST / 2)
                ? LEAST
                : new BrentSolver(1e-10)
                        .solve(MOST_EVALUATIONS, f -> Math.log(Gamma.trigamma(f / 2) / excess), LEAST, MOST);
        return new VariancePrior(freedom, Math.exp(mean + Gamma.digamma(freedom / 2) - Math.log(freedom / 2)));
    }

    /** A row's variance drawn towards the others': {@code (f variance + d s^2) / (f + d)}. */
    double moderated(double own, double ownFreedom) {
        return Double.isInfinite(freedom) ? variance : (freedom * variance + ownFreedom * own) / (freedom + ownFreedom);
    }

    VariancePrior atMost(double most) {
        return new VariancePrior(Math.min(freedom, most), variance);
    }
}
