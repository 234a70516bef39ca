package marginlab.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction: p-values of several comparisons such that the chance of even one false finding stays at the level.
 *
 * <p>With {@code p(1) <= ... <= p(m)}: {@code adjusted(k) = min(1, max over j <= k of (m - j + 1) p(j))}.
 */
public final class HolmCorrection {
    private HolmCorrection() {}

    /** The adjusted p-values, in the order of the given ones. */
    public static double[] adjust(List<Double> p) {
        int[] rising = IntStream.range(0, p.size())
                .boxed()
                .sorted(Comparator.comparing(p::get))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.size()];
        double highest = 0;
        for (int k = 0; k < rising.length; k++) {
            highest = Math.max(highest, (rising.length - k) * p.get(rising[k]));
            adjusted[rising[k]] = Math.min(1, highest);
        }
        return adjusted;
    }
}
