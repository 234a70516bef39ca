package marginlab.stats;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Differences of two rows, paired by seed: what both owe to the seed cancels.
 *
 * <p>Test: {@code t = mean / (s / sqrt(n))} against Student's distribution with n - 1 degrees of freedom, two-sided.
 *
 * @param differences ours minus theirs, one a common seed
 */
public record PairedSeeds(Summary differences) {
    /** Below it a scatter is the rounding of sums: accuracies of n pairs lie at least 1 / n apart. */
    private static final double ROUNDING = 1e-9;

    public PairedSeeds(List<Double> differences) {
        this(new Summary(differences));
    }

    public int n() {
        return differences.n();
    }

    public double mean() {
        return differences.mean();
    }

    /** Student's interval of the mean difference; absent for one seed. */
    public Optional<Interval> interval(double confidence) {
        return differences.interval(confidence);
    }

    /** The p-value of the paired t-test; absent for one seed, and where all differences are the same. */
    public OptionalDouble p() {
        double deviation = differences.deviation().orElse(0);
        if (deviation < ROUNDING) {
            return OptionalDouble.empty();
        }
        double t = Math.abs(mean()) / (deviation / Math.sqrt(n()));
        return OptionalDouble.of(2 * new TDistribution(null, n() - 1).cumulativeProbability(-t));
    }
}
