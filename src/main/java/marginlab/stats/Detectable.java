package marginlab.stats;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * The smallest difference a design could have found.
 *
 * <p>{@code (t(1 - a/2) + t(power)) s / sqrt(n)} with n - 1 degrees of freedom. It is the usual approximation of the
 * non-central t distribution's answer: 5 % below it at n = 3, 1 % at n = 5.
 */
public final class Detectable {
    private Detectable() {}

    /**
     * The true mean difference that a paired t-test finds with this power.
     *
     * @param n pairs, at least 2
     * @param deviation of the differences
     * @param confidence 1 - a, such as 0.95
     * @param power such as 0.8
     */
    public static double difference(int n, double deviation, double confidence, double power) {
        TDistribution t = new TDistribution(null, n - 1);
        double factor = t.inverseCumulativeProbability(0.5 + confidence / 2) + t.inverseCumulativeProbability(power);
        return factor * deviation / Math.sqrt(n);
    }
}
