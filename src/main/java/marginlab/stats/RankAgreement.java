package marginlab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/**
 * How the order of rows that was found agrees with another: Kendall's tau-b, {@code (C - D) / sqrt((P - T) (P - U))}, where of the P pairs
 * of rows C stand in the same order, D in the other, and T and U are level in the one and the other; 1 for the same order, 0 for none
 * that has to do with it, -1 for the reverse.
 *
 * <p>The interval is of other seeds: seeds are drawn with replacement, all rows of a seed together, and the middle 95 % of the tau of
 * their means are taken. What is drawn twice scatters more than what was found, so that it lies rather too low than too high.
 *
 * @param rows that both orders have
 * @param tau of the means
 * @param interval over seeds; absent for one
 * @param inverted pairs of rows, the better one of ours first, that stand the other way round there; those furthest apart here first
 */
public record RankAgreement(int rows, double tau, Optional<Interval> interval, List<RankedPair> inverted) {
    private static final int DRAWS = 2000;
    private static final long SEED = 1;

    /** Places of two rows. */
    public record RankedPair(int above, int below) {}

    public RankAgreement {
        inverted = List.copyOf(inverted);
    }

    /**
     * Compares two orders.
     *
     * @param found figures of each row by seed, more being better; at least one in each
     * @param other a figure of each row, more being better
     * @return absent where all rows are level in one of them, or there are fewer than two
     */
    public static Optional<RankAgreement> of(
            List<? extends Map<Long, Double>> found, double[] other, double confidence) {
        double[] means = found.stream().mapToDouble(RankAgreement::mean).toArray();
        double tau = means.length < 2 ? Double.NaN : new KendallsCorrelation().correlation(means, other);
        return Double.isNaN(tau)
                ? Optional.empty()
                : Optional.of(new RankAgreement(
                        means.length, tau, interval(found, means, other, confidence), inverted(means, other)));
    }

    private static double mean(Map<Long, Double> row) {
        return row.values().stream().mapToDouble(figure -> figure).average().orElseThrow();
    }

    private static Optional<Interval> interval(
            List<? extends Map<Long, Double>> found, double[] means, double[] other, double confidence) {
        Long[] seeds = new TreeSet<>(
                        found.stream().flatMap(row -> row.keySet().stream()).toList())
                .toArray(Long[]::new);
        if (seeds.length < 2) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] taus = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            long[] drawn = new long[seeds.length];
            Arrays.setAll(drawn, i -> seeds[random.nextInt(seeds.length)]);
            double[] again = new double[means.length];
            for (int row = 0; row < again.length; row++) {
                Map<Long, Double> its = found.get(row);
                double whole = means[row];
                again[row] = Arrays.stream(drawn)
                        .filter(its::containsKey)
                        .mapToDouble(its::get)
                        .average()
                        .orElse(whole);
            }
            double tau = new KendallsCorrelation().correlation(again, other);
            taus[draw] = Double.isNaN(tau) ? 0 : tau;
        }
        Arrays.sort(taus);
        int cut = (int) Math.floor((1 - confidence) / 2 * DRAWS);
        return Optional.of(new Interval(taus[cut], taus[DRAWS - 1 - cut]));
    }

    private static List<RankedPair> inverted(double[] means, double[] other) {
        List<RankedPair> pairs = new ArrayList<>();
        for (int one = 0; one < means.length; one++) {
            for (int two = 0; two < means.length; two++) {
                if (means[one] > means[two] && other[one] < other[two]) {
                    pairs.add(new RankedPair(one, two));
                }
            }
        }
        pairs.sort((a, b) -> Double.compare(means[b.above()] - means[b.below()], means[a.above()] - means[a.below()]));
        return pairs;
    }
}
