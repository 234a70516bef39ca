package marginlab.protocol.pair;

/**
 * A sum of doubles in NumPy's order: eight running sums in blocks of at most 128, halves joined as a tree. It is closer to
 * the exact sum than a plain loop and gives the reference's last digit.
 */
public final class PairwiseSum {
    private static final int BLOCK = 128;

    private PairwiseSum() {}

    static double of(double[] values) {
        return of(values, 0, values.length);
    }

    public static double of(double[] values, int from, int count) {
        if (count < 8) {
            double sum = 0;
            for (int i = from; i < from + count; i++) {
                sum += values[i];
            }
            return sum;
        }
        if (count <= BLOCK) {
            return block(values, from, count);
        }
        int half = count / 2;
        half -= half % 8;
        return of(values, from, half) + of(values, from + half, count - half);
    }

    private static double block(double[] v, int from, int count) {
        double a = v[from];
        double b = v[from + 1];
        double c = v[from + 2];
        double d = v[from + 3];
        double e = v[from + 4];
        double f = v[from + 5];
        double g = v[from + 6];
        double h = v[from + 7];
        int whole = from + count - count % 8;
        int i = from + 8;
        for (; i < whole; i += 8) {
            a += v[i];
            b += v[i + 1];
            c += v[i + 2];
            d += v[i + 3];
            e += v[i + 4];
            f += v[i + 5];
            g += v[i + 6];
            h += v[i + 7];
        }
        double sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
        for (; i < from + count; i++) {
            sum += v[i];
        }
        return sum;
    }

    static double mean(double[] values) {
        return of(values) / values.length;
    }

    /** Population standard deviation: the root of the mean squared deviation (NumPy's {@code ddof=0}). */
    static double deviation(double[] values) {
        double mean = mean(values);
        double[] squares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            squares[i] = (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(mean(squares));
    }
}
