package marginlab.stats;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How far the figures of a column scatter beyond what their row and their seed explain: two seeds a row tell little, two
 * seeds in each of ten rows tell how much a seed matters.
 *
 * <p>Model {@code y(r, k) = row(r) + seed(k) + e}, by least squares; {@code s^2 = sum e^2 / (cells - rank)} with {@code rank =
 * rows + seeds - parts}, where rows and seeds that no common figure connects are parts of their own. The difference of two
 * rows over n common seeds has the standard error {@code s sqrt(2 / n)}. The row that others are compared with is one of
 * the rows: were its figures only subtracted, each difference would carry the same luck and count it as its own.
 *
 * <p>It takes the rows for equally noisy.
 */
public final class SeedScatter {
    /** Steps of the fit; a column with every cell needs one, each missing cell some more. */
    private static final int MOST_STEPS = 1000;

    /** Below it a scatter is the rounding of sums, not of accuracies. */
    private static final double ROUNDING = 1e-9;

    private final int freedom;
    private final double deviation;

    /** @param rows the figures of each row by seed, the baseline's among them */
    public SeedScatter(List<? extends Map<Long, Double>> rows) {
        List<? extends Map<Long, Double>> filled =
                rows.stream().filter(row -> !row.isEmpty()).toList();
        Set<Long> seeds = new TreeSet<>();
        filled.forEach(row -> seeds.addAll(row.keySet()));
        int cells = filled.stream().mapToInt(Map::size).sum();
        freedom = cells - filled.size() - seeds.size() + parts(filled);
        double scatter = freedom == 0 ? 0 : Math.sqrt(squares(filled, seeds) / freedom);
        deviation = scatter < ROUNDING ? 0 : scatter;
    }

    /** Degrees of freedom of the scatter; 0 where nothing is repeated. */
    public int freedom() {
        return freedom;
    }

    /** s, of one figure; 0 where nothing is repeated or nothing scatters. */
    public double deviation() {
        return deviation;
    }

    /** The interval of a mean difference between two rows; absent where nothing is repeated. */
    public Optional<Interval> interval(Summary differences, double confidence) {
        if (freedom == 0) {
            return Optional.empty();
        }
        double t = new TDistribution(null, freedom).inverseCumulativeProbability(0.5 + confidence / 2);
        double half = t * standardError(differences.n());
        return Optional.of(new Interval(differences.mean() - half, differences.mean() + half));
    }

    /** The two-sided p-value of a mean difference; absent where nothing is repeated or nothing scatters. */
    public OptionalDouble p(Summary differences) {
        if (deviation == 0) {
            return OptionalDouble.empty();
        }
        double t = Math.abs(differences.mean()) / standardError(differences.n());
        return OptionalDouble.of(2 * new TDistribution(null, freedom).cumulativeProbability(-t));
    }

    /** The true difference over n common seeds that {@link #p} finds with this power; absent where there is no test. */
    public OptionalDouble detectable(int n, double confidence, double power) {
        return deviation == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Detectable.difference(standardError(n), freedom, confidence, power));
    }

    private double standardError(int n) {
        return deviation * Math.sqrt(2.0 / n);
    }

    /** The sum of squared residuals, rows and seeds being fitted in turn until neither moves. */
    private static double squares(List<? extends Map<Long, Double>> rows, Set<Long> seeds) {
        double[][] figures = figures(rows, seeds);
        double[] seedEffects = new double[seeds.size()];
        double[] rowEffects = new double[rows.size()];
        double moved = Double.MAX_VALUE;
        for (int step = 0; step < MOST_STEPS && moved > ROUNDING * ROUNDING; step++) {
            for (int r = 0; r < rowEffects.length; r++) {
                double[] row = figures[r];
                rowEffects[r] = IntStream.range(0, row.length)
                        .filter(k -> !Double.isNaN(row[k]))
                        .mapToDouble(k -> row[k] - seedEffects[k])
                        .average()
                        .orElseThrow();
            }
            moved = 0;
            for (int k = 0; k < seedEffects.length; k++) {
                double sum = 0;
                int count = 0;
                for (int r = 0; r < rowEffects.length; r++) {
                    if (!Double.isNaN(figures[r][k])) {
                        sum += figures[r][k] - rowEffects[r];
                        count++;
                    }
                }
                moved = Math.max(moved, Math.abs(seedEffects[k] - sum / count));
                seedEffects[k] = sum / count;
            }
        }
        double squares = 0;
        for (int r = 0; r < rowEffects.length; r++) {
            for (int k = 0; k < seedEffects.length; k++) {
                double residual = figures[r][k] - rowEffects[r] - seedEffects[k];
                squares += Double.isNaN(residual) ? 0 : residual * residual;
            }
        }
        return squares;
    }

    /** {@code [rows, seeds]}, NaN where a row has no such seed. */
    private static double[][] figures(List<? extends Map<Long, Double>> rows, Set<Long> seeds) {
        return rows.stream()
                .map(row -> seeds.stream()
                        .mapToDouble(seed -> row.getOrDefault(seed, Double.NaN))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** In how many parts the rows fall that common seeds hold together. */
    private static int parts(List<? extends Map<Long, Double>> rows) {
        Set<Integer> left = new HashSet<>();
        for (int r = 0; r < rows.size(); r++) {
            left.add(r);
        }
        int parts = 0;
        while (!left.isEmpty()) {
            parts++;
            Set<Long> reached = new HashSet<>(rows.get(left.iterator().next()).keySet());
            while (left.removeIf(r -> joins(rows.get(r).keySet(), reached))) {
                // Each row that joins may bring seeds that let others join.
            }
        }
        return parts;
    }

    private static boolean joins(Set<Long> seeds, Set<Long> reached) {
        boolean joins = seeds.stream().anyMatch(reached::contains);
        if (joins) {
            reached.addAll(seeds);
        }
        return joins;
    }
}
