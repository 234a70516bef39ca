package marginlab.bench;

import java.util.SplittableRandom;
import marginlab.file.npy.MatrixRows;

/**
 * Embeddings without structure {@code [N, d]}, the same at every reading, of any number.
 *
 * @param seed other seeds, other rows
 */
record RandomRows(long seed, long rows, int dimension) implements MatrixRows {
    @Override
    public void read(long firstRow, int count, float[] into) {
        for (int row = 0; row < count; row++) {
            SplittableRandom random = new SplittableRandom(seed << 40 | firstRow + row);
            for (int j = 0; j < dimension; j++) {
                into[row * dimension + j] = random.nextInt() * 0x1p-31f;
            }
        }
    }
}
