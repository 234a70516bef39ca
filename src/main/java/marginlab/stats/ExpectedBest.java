package marginlab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the best of n points of a random search is expected to be, by what N points were: Dodge, Gururangan, Card, Schwartz and Smith,
 * "Show Your Work" (EMNLP 2019), with draws without replacement.
 *
 * <p>{@code E[max of n] = sum_(i = n..N) x_(i) C(i - 1, n - 1) / C(N, n)} with {@code x_(1) <= ... <= x_(N)}: the largest of n of N is
 * the i-th smallest where it is drawn and the others are of the i - 1 below it. It has no bias, which drawing with replacement has
 * (Tang and others, ACL 2020).
 */
public final class ExpectedBest {
    private ExpectedBest() {}

    /** The expected best of 1 to N of these values, in which larger is better. */
    public static List<Double> of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        List<Double> expected = new ArrayList<>();
        for (int draws = 1; draws <= sorted.length; draws++) {
            expected.add(of(sorted, draws));
        }
        return expected;
    }

    private static double of(double[] sorted, int draws) {
        int all = sorted.length;
        // That the largest is among the draws; each chance follows from the one above it, so nothing overflows.
        double chance = (double) draws / all;
        double sum = 0;
        for (int i = all; i >= draws; i--) {
            sum += chance * sorted[i - 1];
            chance *= (double) (i - draws) / Math.max(1, i - 1);
        }
        return sum;
    }

    /** The best of the first 1 to N of these values. */
    public static List<Double> soFar(List<Double> values) {
        double[] best = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.parallelPrefix(best, Math::max);
        return Arrays.stream(best).boxed().toList();
    }
}
