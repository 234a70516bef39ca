package marginlab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How strict each look at a growing sample has to be, so that all of them together err no more often than is allowed: a group
 * sequential test that spends its error as it goes (Lan and DeMets 1983).
 *
 * <p>At the share t of the largest sample, {@code error t^2} is spent (Kim and DeMets 1987), between O'Brien and Fleming's bounds and
 * Pocock's. O'Brien and Fleming's would leave four ten-millionths of 5 % to three seeds of twenty, which no row can pass. The level of
 * look k is {@code 2 (1 - F(c(k)))}, F the normal distribution function, and the bounds c follow one after the other from {@code P(|B(t(j))|
 * < c(j) sqrt(t(j)) for all j < k, |B(t(k))| >= c(k) sqrt(t(k))) = spent(k) - spent(k - 1)}, B a Brownian motion whose density on the
 * way is carried from look to look (Armitage, McPherson and Rowe 1969). A t test takes the level and not the bound (Jennison and
 * Turnbull 2000, section 4.4).
 *
 * <p>Of a family of m comparisons each spends an m-th, and m times its level is what the family is held to at that look.
 */
public final class LookLevels {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** So many equal steps from end to end of the density: levels are then right to four digits. */
    private static final int STEPS = 240;

    /** A look with less is none: no test knows its own tail so far out. */
    private static final double LEAST = 1e-9;

    private static final double FARTHEST = 8;
    private static final double GROWTH = 1.1;
    private static final int MOST_EVALUATIONS = 200;

    private final double[] levels;
    private final double[] spent;

    /**
     * Levels of looks.
     *
     * @param seeds at each look, rising; the last are all that there will be
     * @param error of all looks and all comparisons
     * @param comparisons m
     */
    public LookLevels(List<Integer> seeds, double error, int comparisons) {
        this(seeds, error, comparisons, t -> t * t);
    }

    /** @param spending the share of the error that is spent at a share of the sample: 0 at 0, 1 at 1 */
    LookLevels(List<Integer> seeds, double error, int comparisons, DoubleUnaryOperator spending) {
        double most = seeds.get(seeds.size() - 1);
        double[] times = seeds.stream().mapToDouble(n -> n / most).toArray();
        spent = Arrays.stream(times).map(t -> error * spending.applyAsDouble(t)).toArray();
        double[] bounds =
                bounds(times, Arrays.stream(spent).map(s -> s / comparisons).toArray());
        levels = Arrays.stream(bounds)
                .map(bound -> Math.min(error, comparisons * 2 * NORMAL.cumulativeProbability(-bound)))
                .toArray();
    }

    /** Looks at 3, 4, 5 to 11, 13, 15, 17, 19 and 20 seeds: each round adds a tenth to what there is, and one seed at least. */
    public static List<Integer> schedule(int least, int most) {
        List<Integer> looks = new ArrayList<>(List.of(least));
        int seeds = least;
        while (seeds < most) {
            seeds = Math.min(most, Math.max(seeds + 1, (int) Math.ceil(seeds * GROWTH - 1e-9)));
            looks.add(seeds);
        }
        return looks;
    }

    /** What all comparisons together are held to at a look, as if it were the only one; 0 where it can decide nothing. */
    public double level(int look) {
        return levels[look] < LEAST ? 0 : levels[look];
    }

    /** The part of the error that is spent up to a look. */
    public double spent(int look) {
        return spent[look];
    }

    private static double[] bounds(double[] times, double[] spent) {
        double[] bounds = new double[times.length];
        // B after the looks before, where none has decided: its values at equal steps and the weights of them.
        double[] values = {0};
        double[] weights = {1};
        for (int k = 0; k < times.length; k++) {
            double deviation = Math.sqrt(times[k] - (k == 0 ? 0 : times[k - 1]));
            double root = Math.sqrt(times[k]);
            double more = spent[k] - (k == 0 ? 0 : spent[k - 1]);
            double[] from = values;
            double[] mass = weights;
            bounds[k] = beyond(from, mass, deviation, FARTHEST * root) >= more
                    ? FARTHEST
                    : new BrentSolver(1e-9)
                            .solve(
                                    MOST_EVALUATIONS,
                                    c -> Math.log(beyond(from, mass, deviation, c * root) / more),
                                    0,
                                    FARTHEST);
            double end = bounds[k] * root;
            double step = 2 * end / STEPS;
            values = new double[STEPS + 1];
            weights = new double[STEPS + 1];
            for (int i = 0; i <= STEPS; i++) {
                values[i] = -end + i * step;
                double simpson = step / 3 * (i == 0 || i == STEPS ? 1 : i % 2 == 0 ? 2 : 4);
                weights[i] = simpson * density(from, mass, deviation, values[i]);
            }
        }
        return bounds;
    }

    private static double density(double[] from, double[] mass, double deviation, double to) {
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            double z = (to - from[i]) / deviation;
            sum += mass[i] * Math.exp(-z * z / 2);
        }
        return sum / (deviation * Math.sqrt(2 * Math.PI));
    }

    private static double beyond(double[] from, double[] mass, double deviation, double end) {
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            sum += mass[i]
                    * (NORMAL.cumulativeProbability((-end - from[i]) / deviation)
                            + NORMAL.cumulativeProbability((from[i] - end) / deviation));
        }
        return sum;
    }
}
