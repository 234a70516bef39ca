package marginlab.stats;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Differences of several rows of a column, paired by seed, that share one scatter: two seeds a row tell little, two seeds in
 * each of ten rows tell how much a seed matters.
 *
 * <p>{@code s^2 = sum over rows and seeds of (d - mean of the row)^2 / (N - rows)}; a row's interval is {@code mean +- t(N -
 * rows) s / sqrt(n)}. It takes the rows for equally noisy, and each for compared with figures of its own; where all are
 * compared with one row, {@link RowNoise} is right.
 */
public final class PooledDifferences {
    /** Below it a scatter is the rounding of sums, not of accuracies. */
    private static final double ROUNDING = 1e-9;

    private final int freedom;
    private final double variance;

    /** @param rows the differences of each row, at least one in each */
    public PooledDifferences(List<Summary> rows) {
        freedom = rows.stream().mapToInt(row -> row.n() - 1).sum();
        double squares = rows.stream()
                .filter(row -> row.n() > 1)
                .mapToDouble(row -> Math.pow(row.deviation().getAsDouble(), 2) * (row.n() - 1))
                .sum();
        variance = freedom == 0 || squares < ROUNDING * ROUNDING ? 0 : squares / freedom;
    }

    /** The interval of a row's mean difference; absent where no row has two seeds. */
    public Optional<Interval> interval(Summary row, double confidence) {
        if (freedom == 0) {
            return Optional.empty();
        }
        double t = new TDistribution(null, freedom).inverseCumulativeProbability(0.5 + confidence / 2);
        double half = t * Math.sqrt(variance / row.n());
        return Optional.of(new Interval(row.mean() - half, row.mean() + half));
    }

    /** The two-sided p-value of a row's mean difference; absent where no row has two seeds or nothing scatters. */
    public OptionalDouble p(Summary row) {
        if (freedom == 0 || variance == 0) {
            return OptionalDouble.empty();
        }
        double t = Math.abs(row.mean()) / Math.sqrt(variance / row.n());
        return OptionalDouble.of(2 * new TDistribution(null, freedom).cumulativeProbability(-t));
    }

    /** Degrees of freedom of the scatter. */
    public int freedom() {
        return freedom;
    }
}
