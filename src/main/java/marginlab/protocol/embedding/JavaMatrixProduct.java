package marginlab.protocol.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The matrix product without an engine: columns in panels that fit the cache, laid on their side as one array a dimension,
 * four rows and four dimensions at a time.
 */
public final class JavaMatrixProduct implements MatrixProduct {
    private static final int PANEL = 256;
    private static final int STEP = 4;

    @Override
    public LeftMatrix hold(float[] rows, int first, int m, int d) {
        return new LeftMatrix() {
            @Override
            public void multiply(float[] b, int n, float[] out) {
                JavaMatrixProduct.multiply(rows, first, m, b, n, d, out);
            }

            @Override
            public void close() {}
        };
    }

    private static void multiply(float[] a, int start, int m, float[] b, int n, int d, float[] out) {
        int deep = (d + STEP - 1) / STEP * STEP;
        IntStream.range(0, (n + PANEL - 1) / PANEL).parallel().forEach(panel -> {
            int first = panel * PANEL;
            int width = Math.min(PANEL, n - first);
            float[][] columns = columns(b, first, width, d, deep);
            float[][] left = new float[STEP][deep];
            float[][] sums = new float[STEP][PANEL];
            for (int i = 0; i < m; i += STEP) {
                int rows = Math.min(STEP, m - i);
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(a, (start + i + r) * d, left[r], 0, d);
                    Arrays.fill(sums[r], 0);
                }
                for (int k = 0; k < deep; k += STEP) {
                    add(left, k, columns, sums[0], sums[1], sums[2], sums[3]);
                }
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(sums[r], 0, out, (i + r) * n + first, width);
                }
            }
        });
    }

    /** {@code [deep, PANEL]}: a panel of b on its side, padded with zeros. */
    private static float[][] columns(float[] b, int first, int width, int d, int deep) {
        float[][] columns = new float[deep][PANEL];
        for (int j = 0; j < width; j++) {
            for (int k = 0; k < d; k++) {
                columns[k][j] = b[(first + j) * d + k];
            }
        }
        return columns;
    }

    /**
     * Adds four dimensions to four rows of sums, in two loops because the compiler makes no vector instructions of one with
     * sixteen products. Its bytecode is longer than the 325 bytes up to which the JVM inlines hot methods, and has to be:
     * inlined into its caller it is not vectorised either and runs at a fifth of the speed.
     */
    private static void add(float[][] left, int k, float[][] columns, float[] s, float[] t, float[] u, float[] v) {
        float a0 = left[0][k];
        float a1 = left[0][k + 1];
        float a2 = left[0][k + 2];
        float a3 = left[0][k + 3];
        float b0 = left[1][k];
        float b1 = left[1][k + 1];
        float b2 = left[1][k + 2];
        float b3 = left[1][k + 3];
        float c0 = left[2][k];
        float c1 = left[2][k + 1];
        float c2 = left[2][k + 2];
        float c3 = left[2][k + 3];
        float d0 = left[3][k];
        float d1 = left[3][k + 1];
        float d2 = left[3][k + 2];
        float d3 = left[3][k + 3];
        float[] w = columns[k];
        float[] x = columns[k + 1];
        float[] y = columns[k + 2];
        float[] z = columns[k + 3];
        for (int j = 0; j < PANEL; j++) {
            s[j] = Math.fma(a3, z[j], Math.fma(a2, y[j], Math.fma(a1, x[j], Math.fma(a0, w[j], s[j]))));
            t[j] = Math.fma(b3, z[j], Math.fma(b2, y[j], Math.fma(b1, x[j], Math.fma(b0, w[j], t[j]))));
        }
        for (int j = 0; j < PANEL; j++) {
            u[j] = Math.fma(c3, z[j], Math.fma(c2, y[j], Math.fma(c1, x[j], Math.fma(c0, w[j], u[j]))));
            v[j] = Math.fma(d3, z[j], Math.fma(d2, y[j], Math.fma(d1, x[j], Math.fma(d0, w[j], v[j]))));
        }
    }
}
