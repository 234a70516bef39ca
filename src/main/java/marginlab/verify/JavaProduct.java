package marginlab.verify;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The matrix product without an engine: columns in panels that fit the cache, laid on their side as one array a dimension
 * (the compiler makes no vector instructions of offsets into one array), two rows and four dimensions at a time.
 */
public final class JavaProduct implements MatrixProduct {
    private static final int PANEL = 256;
    private static final int DEPTH = 4;

    @Override
    public void multiply(float[] a, int m, float[] b, int n, int d, float[] out) {
        int deep = (d + DEPTH - 1) / DEPTH * DEPTH;
        IntStream.range(0, (n + PANEL - 1) / PANEL).parallel().forEach(panel -> {
            int first = panel * PANEL;
            int width = Math.min(PANEL, n - first);
            float[][] columns = columns(b, first, width, d, deep);
            float[] left = new float[deep];
            float[] right = new float[deep];
            float[] leftRow = new float[PANEL];
            float[] rightRow = new float[PANEL];
            for (int i = 0; i < m; i += 2) {
                int other = Math.min(i + 1, m - 1);
                System.arraycopy(a, i * d, left, 0, d);
                System.arraycopy(a, other * d, right, 0, d);
                Arrays.fill(leftRow, 0);
                Arrays.fill(rightRow, 0);
                for (int k = 0; k < deep; k += DEPTH) {
                    add(left, right, k, columns, leftRow, rightRow);
                }
                System.arraycopy(leftRow, 0, out, i * n + first, width);
                System.arraycopy(rightRow, 0, out, other * n + first, width);
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

    private static void add(float[] left, float[] right, int k, float[][] columns, float[] leftRow, float[] rightRow) {
        float a0 = left[k];
        float a1 = left[k + 1];
        float a2 = left[k + 2];
        float a3 = left[k + 3];
        float b0 = right[k];
        float b1 = right[k + 1];
        float b2 = right[k + 2];
        float b3 = right[k + 3];
        float[] c0 = columns[k];
        float[] c1 = columns[k + 1];
        float[] c2 = columns[k + 2];
        float[] c3 = columns[k + 3];
        for (int j = 0; j < PANEL; j++) {
            float x0 = c0[j];
            float x1 = c1[j];
            float x2 = c2[j];
            float x3 = c3[j];
            leftRow[j] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, leftRow[j]))));
            rightRow[j] = Math.fma(b3, x3, Math.fma(b2, x2, Math.fma(b1, x1, Math.fma(b0, x0, rightRow[j]))));
        }
    }
}
