package marginlab.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Wilcoxon's signed-rank test, exact.
 *
 * <p>Zeros are left out, equal magnitudes share their middle rank, and the distribution is that of all {@code 2^n} signs,
 * counted by dynamic programming over doubled ranks.
 */
public final class WilcoxonTest {
    /** Beyond it the counts no longer fit; a normal approximation would do, but nobody trains so many seeds. */
    private static final int MOST = 60;

    /** Differences of accuracies are multiples of 1 / pairs: what is nearer than this is the same one, rounded. */
    private static final double STEP = 1e-9;

    private WilcoxonTest() {}

    /** The two-sided p-value; absent where no difference is left, or more than 60. */
    public static OptionalDouble p(double[] differences) {
        double[] left = Arrays.stream(differences)
                .map(WilcoxonTest::rounded)
                .filter(d -> d != 0)
                .toArray();
        if (left.length == 0 || left.length > MOST) {
            return OptionalDouble.empty();
        }
        int[] ranks = doubledRanks(left);
        int total = Arrays.stream(ranks).sum();
        int positive = 0;
        for (int i = 0; i < left.length; i++) {
            positive += left[i] > 0 ? ranks[i] : 0;
        }
        double[] ways = ways(ranks, total);
        int tail = Math.min(positive, total - positive);
        double below = Arrays.stream(ways, 0, tail + 1).sum();
        return OptionalDouble.of(Math.min(1, 2 * below / Math.pow(2, left.length)));
    }

    /** The smallest p-value that n differences can give, {@code 2 / 2^n}: 0.0625 for five. */
    public static double smallest(int n) {
        return Math.min(1, 2 / Math.pow(2, n));
    }

    private static double rounded(double difference) {
        return Math.rint(difference / STEP) * STEP;
    }

    /** In how many ways signs give each sum of positive ranks. */
    private static double[] ways(int[] ranks, int total) {
        double[] ways = new double[total + 1];
        ways[0] = 1;
        int reached = 0;
        for (int rank : ranks) {
            reached += rank;
            for (int sum = reached; sum >= rank; sum--) {
                ways[sum] += ways[sum - rank];
            }
        }
        return ways;
    }

    /** Twice the rank of each magnitude, whole numbers even for ties. */
    private static int[] doubledRanks(double[] values) {
        int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int below = 0;
            int equal = 0;
            for (double other : values) {
                below += Math.abs(other) < Math.abs(values[i]) ? 1 : 0;
                equal += Math.abs(other) == Math.abs(values[i]) ? 1 : 0;
            }
            ranks[i] = 2 * below + equal + 1;
        }
        return ranks;
    }
}
