package marginlab.verify;

/** The product of a matrix with the transpose of another: all scores of some probes against a block of a gallery. */
public interface MatrixProduct {
    /**
     * {@code out[i * n + j]} becomes the sum over k of {@code a[i * d + k] * b[j * d + k]}.
     *
     * @param a {@code [m, d]}, row after row; may be longer
     * @param b {@code [n, d]}
     * @param out {@code [m, n]}
     */
    void multiply(float[] a, int m, float[] b, int n, int d, float[] out);
}
