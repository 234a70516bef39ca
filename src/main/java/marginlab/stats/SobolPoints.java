package marginlab.stats;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The points of Sobol's sequence in {@code [0, 1)^d}, with the direction numbers of Joe and Kuo (SIAM J. Sci. Comput. 30, 2008), as
 * commons-math3 has them. The first, which is 0 in every coordinate, is left out: it is a corner, and no point like others. So 2^k - 1
 * of them fill a grid of step 2^-k in each coordinate.
 */
public final class SobolPoints {
    /** More numbers at once than anybody searches. */
    public static final int MOST_DIMENSIONS = 50;

    private SobolPoints() {}

    /** The first so many points, {@code [count][dimensions]}. */
    public static List<double[]> of(int count, int dimensions) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimensions);
        sequence.nextVector();
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(sequence.nextVector());
        }
        return points;
    }
}
