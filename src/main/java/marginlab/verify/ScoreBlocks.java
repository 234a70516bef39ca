package marginlab.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All scores of some probes against a gallery of any size: blocks of the gallery are read, brought to length 1 and multiplied
 * with chunks of the probes, and each probe's row of scores is handed on and forgotten.
 */
final class ScoreBlocks {
    private static final int GALLERY_ROWS = 2048;
    private static final int PROBE_ROWS = 4096;

    private final float[] probes; // unit rows, one after another
    private final int count;
    private final int dimension;
    private final MatrixProduct product;

    /** Takes the scores of one probe against gallery rows {@code first} to {@code first + n}; not in order, on any thread. */
    interface Visitor {
        void visit(int probe, long first, float[] scores, int at, int n);
    }

    private ScoreBlocks(float[] probes, int count, int dimension, MatrixProduct product) {
        this.probes = probes;
        this.count = count;
        this.dimension = dimension;
        this.product = product;
    }

    /** Probes of any length; {@code what} names them when one is unsound. */
    static ScoreBlocks of(String what, RowSource probes, MatrixProduct product) {
        int count = Math.toIntExact(probes.rows());
        float[] rows = new float[Math.multiplyExact(count, probes.dimension())];
        UnitRows.visit(
                what,
                probes,
                GALLERY_ROWS,
                (row, unit, at) -> System.arraycopy(unit, at, rows, row * probes.dimension(), probes.dimension()));
        return new ScoreBlocks(rows, count, probes.dimension(), product);
    }

    int probes() {
        return count;
    }

    int dimension() {
        return dimension;
    }

    /** The cosine of two probes. */
    double cosine(int probe, int other) {
        double sum = 0;
        for (int j = 0; j < dimension; j++) {
            sum += (double) probes[probe * dimension + j] * probes[other * dimension + j];
        }
        return sum;
    }

    /** Visits the scores against gallery rows {@code from} to {@code to}. */
    void visit(String what, RowSource gallery, long from, long to, Visitor visitor) {
        float[] block = new float[GALLERY_ROWS * dimension];
        float[] scores = new float[Math.min(count, PROBE_ROWS) * GALLERY_ROWS];
        List<Chunk> chunks = new ArrayList<>();
        try {
            for (int start = 0; start < count; start += PROBE_ROWS) {
                int rows = Math.min(PROBE_ROWS, count - start);
                chunks.add(new Chunk(start, rows, product.hold(probes, start, rows, dimension)));
            }
            for (long first = from; first < to; first += GALLERY_ROWS) {
                int n = (int) Math.min(GALLERY_ROWS, to - first);
                UnitRows.read(what, gallery, first, n, block);
                for (Chunk chunk : chunks) {
                    chunk.held.multiply(block, n, scores);
                    long row = first;
                    IntStream.range(0, chunk.rows)
                            .parallel()
                            .forEach(i -> visitor.visit(chunk.start + i, row, scores, i * n, n));
                }
            }
        } finally {
            chunks.forEach(chunk -> chunk.held.close());
        }
    }

    /** Some of the probes, as they are multiplied at once. */
    private record Chunk(int start, int rows, MatrixProduct.Held held) {}
}
