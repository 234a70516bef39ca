package marginlab.verify;

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
