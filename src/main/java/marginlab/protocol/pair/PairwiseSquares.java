package marginlab.protocol.pair;

/**
 * Sums of squares in the order of {@link PairwiseSum}, without an array of the squares: the same digits, and nothing is written
 * to memory.
 */
final class PairwiseSquares {
    private static final int BLOCK = 128;

    private PairwiseSquares() {}

    /** The squared length of a row. */
    static double of(double[] x) {
        return of(x, 0, x.length);
    }

    private static double of(double[] x, int from, int count) {
        if (count > BLOCK) {
            int half = count / 2;
            half -= half % 8;
            return of(x, from, half) + of(x, from + half, count - half);
        }
        double sum = 0;
        int i = from;
        if (count >= 8) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            double f = 0;
            double g = 0;
            double h = 0;
            for (int whole = from + count - count % 8; i < whole; i += 8) {
                a += x[i] * x[i];
                b += x[i + 1] * x[i + 1];
                c += x[i + 2] * x[i + 2];
                d += x[i + 3] * x[i + 3];
                e += x[i + 4] * x[i + 4];
                f += x[i + 5] * x[i + 5];
                g += x[i + 6] * x[i + 6];
                h += x[i + 7] * x[i + 7];
            }
            sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
        }
        for (; i < from + count; i++) {
            sum += x[i] * x[i];
        }
        return sum;
    }

    /**
     * The squared length of a row, which is also put into an array of double precision. The square of a float is exact there,
     * so that a fused multiplication and addition gives the same digits as one after the other.
     */
    static double widened(float[] x, double[] into) {
        return widened(x, into, 0, x.length);
    }

    private static double widened(float[] x, double[] into, int from, int count) {
        if (count > BLOCK) {
            int half = count / 2;
            half -= half % 8;
            return widened(x, into, from, half) + widened(x, into, from + half, count - half);
        }
        double sum = 0;
        int i = from;
        if (count >= 8) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            double f = 0;
            double g = 0;
            double h = 0;
            for (int whole = from + count - count % 8; i < whole; i += 8) {
                a = square(x, into, i, a);
                b = square(x, into, i + 1, b);
                c = square(x, into, i + 2, c);
                d = square(x, into, i + 3, d);
                e = square(x, into, i + 4, e);
                f = square(x, into, i + 5, f);
                g = square(x, into, i + 6, g);
                h = square(x, into, i + 7, h);
            }
            sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
        }
        for (; i < from + count; i++) {
            sum = square(x, into, i, sum);
        }
        return sum;
    }

    private static double square(float[] x, double[] into, int i, double sum) {
        double value = x[i];
        into[i] = value;
        return Math.fma(value, value, sum);
    }

    /** The squared distance of two rows. */
    static double distance(double[] x, double[] y) {
        return distance(x, y, 0, x.length);
    }

    private static double distance(double[] x, double[] y, int from, int count) {
        if (count > BLOCK) {
            int half = count / 2;
            half -= half % 8;
            return distance(x, y, from, half) + distance(x, y, from + half, count - half);
        }
        double sum = 0;
        int i = from;
        if (count >= 8) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            double f = 0;
            double g = 0;
            double h = 0;
            for (int whole = from + count - count % 8; i < whole; i += 8) {
                a += (x[i] - y[i]) * (x[i] - y[i]);
                b += (x[i + 1] - y[i + 1]) * (x[i + 1] - y[i + 1]);
                c += (x[i + 2] - y[i + 2]) * (x[i + 2] - y[i + 2]);
                d += (x[i + 3] - y[i + 3]) * (x[i + 3] - y[i + 3]);
                e += (x[i + 4] - y[i + 4]) * (x[i + 4] - y[i + 4]);
                f += (x[i + 5] - y[i + 5]) * (x[i + 5] - y[i + 5]);
                g += (x[i + 6] - y[i + 6]) * (x[i + 6] - y[i + 6]);
                h += (x[i + 7] - y[i + 7]) * (x[i + 7] - y[i + 7]);
            }
            sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
        }
        for (; i < from + count; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return sum;
    }
}
