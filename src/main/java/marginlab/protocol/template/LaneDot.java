package marginlab.protocol.template;

import marginlab.protocol.pair.PairwiseSum;

/**
 * The scalar product of two rows of doubles, {@code d / 8} running sums side by side, so that the compiler makes vector
 * instructions of it; one thread's own. With four running sums the same product takes four times as long.
 */
final class LaneDot {
    private static final int DEEP = 8; // products a running sum

    private final int lanes;
    private final double[] sums;

    LaneDot(int dimension) {
        lanes = dimension / DEEP;
        sums = new double[lanes];
    }

    double of(double[] x, double[] y) {
        multiply(x, y, lanes, sums);
        double sum = PairwiseSum.of(sums, 0, lanes);
        for (int j = DEEP * lanes; j < x.length; j++) {
            sum += x[j] * y[j];
        }
        return sum;
    }

    private static void multiply(double[] x, double[] y, int n, double[] sums) {
        int second = 2 * n;
        int third = 3 * n;
        int fourth = 4 * n;
        int fifth = 5 * n;
        int sixth = 6 * n;
        int seventh = 7 * n;
        for (int j = 0; j < n; j++) {
            double low = Math.fma(x[j], y[j], Math.fma(x[j + n], y[j + n], x[j + second] * y[j + second]));
            double more = Math.fma(x[j + third], y[j + third], Math.fma(x[j + fourth], y[j + fourth], low));
            double high = Math.fma(x[j + fifth], y[j + fifth], Math.fma(x[j + sixth], y[j + sixth], more));
            sums[j] = Math.fma(x[j + seventh], y[j + seventh], high);
        }
    }
}
