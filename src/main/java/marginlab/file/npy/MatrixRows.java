package marginlab.file.npy;

/** A matrix of embeddings {@code [N, d]} that is read in blocks of rows, from memory or from a file. */
public interface MatrixRows {
    long rows();

    int dimension();

    /** Puts some rows into the front of an array, one after another. */
    void read(long firstRow, int count, float[] into);

    /** All rows, which must fit into memory. */
    default float[][] matrix() {
        float[][] matrix = new float[Math.toIntExact(rows())][dimension()];
        for (int row = 0; row < matrix.length; row++) {
            read(row, 1, matrix[row]);
        }
        return matrix;
    }

    /** A matrix in memory. */
    static MatrixRows of(float[][] matrix) {
        return new MatrixRows() {
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

    /** Some rows of a matrix, in an order of their own; rows that follow each other are read together. */
    static MatrixRows chosen(MatrixRows matrix, int[] rows) {
        return new MatrixRows() {
            @Override
            public long rows() {
                return rows.length;
            }

            @Override
            public int dimension() {
                return matrix.dimension();
            }

            @Override
            public void read(long firstRow, int count, float[] into) {
                int d = dimension();
                float[] run = new float[count * d];
                for (int done = 0; done < count; ) {
                    int from = (int) firstRow + done;
                    int length = 1;
                    while (done + length < count && rows[from + length] == rows[from] + length) {
                        length++;
                    }
                    matrix.read(rows[from], length, run);
                    System.arraycopy(run, 0, into, done * d, length * d);
                    done += length;
                }
            }
        };
    }
}
