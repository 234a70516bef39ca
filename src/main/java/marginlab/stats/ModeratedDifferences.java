package marginlab.stats;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Differences of several rows of a column, each compared with figures of its own, paired by seed, and each with a noise of its own.
 *
 * <p>A row's variance is drawn towards the other rows' by an inverse chi-squared prior ({@link VariancePrior}; Smyth 2004), with
 * their degrees of freedom added to its own. Fewer than three rows that moved say nothing of how much rows differ: two of them
 * share one variance ({@link PooledDifferences}) unless an F test at 5 % finds that they do not, and then each has its own. A row
 * whose figures are the same to the last digit has no noise.
 */
public final class ModeratedDifferences {
    /** As in {@link RowNoise}: few rows tell little of how much they differ. */
    private static final double CAUTION = 3;

    private static final double MOST_BORROWED = 2;
    private static final double LEVEL = 0.05;
    private static final int ROWS_FOR_A_PRIOR = 3;
    /** Below it a scatter is the rounding of sums, not of accuracies. */
    private static final double ROUNDING = 1e-9;

    private final PooledDifferences pooled;
    private final List<Summary> moved;
    private final VariancePrior prior;

    /** @param rows the differences of each row, at least one in each */
    public ModeratedDifferences(List<Summary> rows) {
        List<Summary> noisy = rows.stream().filter(row -> !isSame(row)).toList();
        pooled = new PooledDifferences(noisy);
        moved = noisy.stream().filter(row -> variance(row) > 0).toList();
        prior = moved.size() < ROWS_FOR_A_PRIOR
                ? null
                : VariancePrior.of(
                        moved.stream()
                                .mapToDouble(ModeratedDifferences::variance)
                                .toArray(),
                        moved.stream().mapToDouble(row -> row.n() - 1).toArray(),
                        CAUTION);
    }

    /** The interval of a row's mean difference; absent where nothing is repeated. */
    public Optional<Interval> interval(Summary row, double confidence) {
        if (row.n() > 1 && isSame(row)) {
            return Optional.of(new Interval(0, 0));
        }
        double freedom = row.n() - 1;
        if (freedom > 0 && prior != null) {
            VariancePrior bounded = prior.atMost(MOST_BORROWED * freedom);
            return Optional.of(
                    interval(row, bounded.moderated(variance(row), freedom), bounded.freedom() + freedom, confidence));
        }
        boolean isOfItsOwn = freedom > 0 && moved.size() == 2 && moved.contains(row) && differ(moved);
        return isOfItsOwn
                ? Optional.of(interval(row, variance(row), freedom, confidence))
                : pooled.interval(row, confidence);
    }

    private static Interval interval(Summary row, double variance, double freedom, double confidence) {
        double t = new TDistribution(null, freedom).inverseCumulativeProbability(0.5 + confidence / 2);
        double half = t * Math.sqrt(variance / row.n());
        return new Interval(row.mean() - half, row.mean() + half);
    }

    private static boolean differ(List<Summary> two) {
        Summary one = two.get(0);
        Summary other = two.get(1);
        FDistribution f = new FDistribution(null, one.n() - 1, other.n() - 1);
        double below = f.cumulativeProbability(variance(one) / variance(other));
        return Math.min(below, 1 - below) < LEVEL / 2;
    }

    private static boolean isSame(Summary row) {
        return row.samples().stream().allMatch(difference -> Math.abs(difference) < ROUNDING);
    }

    private static double variance(Summary row) {
        double deviation = row.deviation().orElse(0);
        return deviation < ROUNDING ? 0 : deviation * deviation;
    }
}
