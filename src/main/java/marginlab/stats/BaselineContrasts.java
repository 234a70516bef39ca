package marginlab.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * All comparisons of a table with its baselines as one family: intervals that hold all at once, and p-values to match
 * ({@link DunnettDistribution} with the noise of {@link RowNoise}).
 *
 * <p>Interval of a comparison: {@code mean +- c sqrt((variance(row) + variance(baseline)) / n)}, where c is what the largest |T| of
 * the family stays below with the stated confidence. So at most one table in twenty has an interval that misses, and no verdict that
 * is read off the intervals is surer than that. Rows of a column share the baseline's luck: {@code l = sqrt(variance(baseline) /
 * (variance(baseline) + variance(row)))}, less by {@code sqrt(n / most)} where seeds are missing.
 */
public final class BaselineContrasts {
    /** More seeds than anybody trains. */
    private static final int MOST_SEEDS = 100_000;

    private final RowNoise noise;
    private final DunnettDistribution largest;
    private final Map<List<Double>, Double> critical = new HashMap<>();

    /**
     * A row against its baseline in a column.
     *
     * @param differences by common seed
     */
    public record Contrast(int column, int row, int baseline, Summary differences) {}

    /**
     * What adds to the noise of training: the people on the pairs.
     *
     * @param variance of the mean difference
     * @param freedom its degrees of freedom
     */
    public record Extra(double variance, double freedom) {}

    /** Takes the comparisons for a family; those without a test do not count. */
    public BaselineContrasts(RowNoise noise, List<Contrast> contrasts) {
        this.noise = noise;
        Map<List<Integer>, List<Contrast>> groups = new HashMap<>();
        for (Contrast contrast : contrasts) {
            if (isTested(contrast)) {
                groups.computeIfAbsent(List.of(contrast.column(), contrast.baseline()), g -> new ArrayList<>())
                        .add(contrast);
            }
        }
        largest = new DunnettDistribution(
                groups.values().stream().map(this::loadings).toList());
    }

    private double[] loadings(List<Contrast> group) {
        int most = group.stream().mapToInt(one -> one.differences().n()).max().orElseThrow();
        return group.stream()
                .mapToDouble(one -> Math.sqrt(noise.shareOf(one.baseline(), one.row())
                        * one.differences().n()
                        / most))
                .toArray();
    }

    private boolean isTested(Contrast contrast) {
        return freedom(contrast) > 0 && error(contrast) > 0;
    }

    /** The two-sided p-value of a comparison, adjusted for all; absent where nothing is repeated or nothing scatters. */
    public OptionalDouble p(Contrast contrast) {
        return isTested(contrast)
                ? OptionalDouble.of(largest.p(contrast.differences().mean() / error(contrast), freedom(contrast)))
                : OptionalDouble.empty();
    }

    /** The interval of a comparison, which holds with those of all others; absent where nothing is repeated or scatters. */
    public Optional<Interval> interval(Contrast contrast, double confidence) {
        return isTested(contrast) ? Optional.of(around(contrast, confidence)) : Optional.empty();
    }

    /**
     * The interval where what is extra is left to chance too: {@code half width = sqrt((c(f) e)^2 + (c(g) x)^2)}, each part with its own
     * standard error and degrees of freedom (Howe 1974), so that it is never narrower than without.
     */
    public Optional<Interval> interval(Contrast contrast, Extra extra, double confidence) {
        return interval(contrast, confidence).map(seeds -> {
            double half =
                    Math.hypot(seeds.halfWidth(), critical(confidence, extra.freedom()) * Math.sqrt(extra.variance()));
            double mean = contrast.differences().mean();
            return new Interval(mean - half, mean + half);
        });
    }

    private Interval around(Contrast contrast, double confidence) {
        double half = critical(confidence, freedom(contrast)) * error(contrast);
        double mean = contrast.differences().mean();
        return new Interval(mean - half, mean + half);
    }

    /** The true difference that would be found with this power; absent where there is no test. */
    public OptionalDouble detectable(Contrast contrast, double confidence, double power) {
        if (!isTested(contrast)) {
            return OptionalDouble.empty();
        }
        double freedom = freedom(contrast);
        return OptionalDouble.of(
                error(contrast) * DetectableDifference.inErrors(critical(confidence, freedom), freedom, power));
    }

    /**
     * The common seeds with which a comparison would be decided with this power: equal rows shown to be within the bound, and so a
     * fortiori a difference of the bound found. Absent where there is no test, or where it takes more than 100,000.
     */
    public OptionalInt seedsNeeded(Contrast contrast, double bound, double confidence, double power) {
        int n = contrast.differences().n();
        if (!isTested(contrast) || n < 2 || !decides(contrast, MOST_SEEDS, bound, confidence, power)) {
            return OptionalInt.empty();
        }
        int low = 1;
        int high = MOST_SEEDS;
        while (high - low > 1) {
            int middle = (int) Math.sqrt((double) low * high);
            middle = middle <= low ? low + 1 : middle;
            if (decides(contrast, middle, bound, confidence, power)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalInt.of(high);
    }

    private boolean decides(Contrast contrast, int seeds, double bound, double confidence, double power) {
        int n = contrast.differences().n();
        double error = error(contrast) * Math.sqrt((double) n / seeds);
        double freedom = Math.max(1, freedom(contrast) * (seeds - 1) / (n - 1));
        return DetectableDifference.chanceOfEqual(bound / error, critical(confidence, freedom), freedom) >= power;
    }

    /**
     * The chance that a comparison is decided by further common seeds, as far as it can be told now: the later mean is normal about
     * today's with the variance {@code v (1 / n - 1 / (n + more))}, v being left to chance as its degrees of freedom have it. 1 where there
     * is no test yet.
     *
     * @param bound what counts as equal, above 0
     * @param confidence of the later interval
     */
    public double chanceOfDecision(Contrast contrast, int more, double bound, double confidence) {
        int n = contrast.differences().n();
        if (!isTested(contrast) || n < 2) {
            return 1;
        }
        double now = error(contrast);
        double later = now * Math.sqrt((double) n / (n + more));
        double luck = Math.sqrt(now * now - later * later);
        double half = critical(confidence, freedom(contrast) * (n + more - 1) / (n - 1)) * later;
        double mean = contrast.differences().mean();
        return StudentT.mean(
                u -> DetectableDifference.chanceOfDecision(mean, luck / u, half / u, bound), freedom(contrast));
    }

    private double critical(double confidence, double freedom) {
        // A hundredth of a degree of freedom is nothing to anybody, and few values are looked for often.
        double rounded = Math.rint(freedom * 100) / 100;
        return critical.computeIfAbsent(
                List.of(confidence, rounded), key -> largest.critical(confidence, Math.max(rounded, 1)));
    }

    private double error(Contrast contrast) {
        return noise.standardError(
                contrast.column(),
                contrast.row(),
                contrast.baseline(),
                contrast.differences().n());
    }

    private double freedom(Contrast contrast) {
        return noise.freedom(contrast.column(), contrast.row(), contrast.baseline());
    }
}
