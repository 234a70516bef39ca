package marginlab.verify;

/** A matrix of embeddings {@code [N, d]} that is read in blocks of rows, from memory or from a file. */
public interface RowSource {
    long rows();

    int dimension();

    /** Puts some rows into the front of an array, one after another. */
    void read(long firstRow, int count, float[] into);

    /** A matrix in memory. */
    static RowSource of(float[][] matrix) {
        return new RowSource() {
            @Override
            public long rows() {
                return matrix.length;
            }

            @Override
            public int dimension() {
                return matrix.length == 0 ? 0 : matrix[0].length;
            }

            @Override
            public void read(long firstRow, int count, float[] into) {
                for (int i = 0; i < count; i++) {
                    System.arraycopy(matrix[(int) firstRow + i], 0, into, i * dimension(), dimension());
                }
            }
        };
    }
}
