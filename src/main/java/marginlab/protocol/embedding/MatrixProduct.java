package marginlab.protocol.embedding;

/** The product of a matrix with the transpose of another: all scores of some probes against blocks of a gallery. */
public interface MatrixProduct {
    /**
     * Takes hold of the rows that many blocks are multiplied with; they do not change until they are let go.
     *
     * @param rows a matrix of d columns, row after row
     * @param first row that is taken
     * @param m rows that are taken
     */
    LeftMatrix hold(float[] rows, int first, int m, int d);

    /** Rows a {@code [m, d]} that wait for blocks. */
    interface LeftMatrix extends AutoCloseable {
        /**
         * {@code out[i * n + j]} becomes the sum over k of {@code a[i, k] * b[j * d + k]}.
         *
         * @param b {@code [n, d]}, row after row; may be longer
         * @param out {@code [m, n]}; may be longer
         */
        void multiply(float[] b, int n, float[] out);

        /** Lets the rows go. */
        @Override
        void close();
    }
}
