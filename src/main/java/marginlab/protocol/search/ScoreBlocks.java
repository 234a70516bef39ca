package marginlab.protocol.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import marginlab.file.npy.MatrixRows;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.UnitEmbeddings;

/**
 * All scores of some probes against a gallery of any size: blocks of the gallery are read, brought to length 1 and multiplied
 * with chunks of the probes, and each probe's row of scores is handed on and forgotten.
 */
public final class ScoreBlocks {
    private static final int GALLERY_ROWS = 2048;
    private static final int PROBE_ROWS = 4096;

    private final float[] probes; // unit rows, one after another
    private final int count;
    private final int dimension;
    private final MatrixProduct product;

    /** Takes the scores of one probe against a block of the gallery; not in order, on any thread. */
    public interface ScoreVisitor {
        void visit(ScoreRow row);
    }

    private ScoreBlocks(float[] probes, int count, int dimension, MatrixProduct product) {
        this.probes = probes;
        this.count = count;
        this.dimension = dimension;
        this.product = product;
    }

    /** Probes of any length; {@code what} names them when one is unsound. */
    public static ScoreBlocks of(String what, MatrixRows probes, MatrixProduct product) {
        int count = Math.toIntExact(probes.rows());
        float[] rows = new float[Math.multiplyExact(count, probes.dimension())];
        UnitEmbeddings.visit(
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

    /** The cosine of two probes, as {@link ScoreRow#exact} is that of a probe and a gallery row. */
    double cosine(int probe, int other) {
        return ScoreRow.dot(probes, probe * dimension, probes, other * dimension, dimension);
    }

    /** Visits the scores against gallery rows {@code from} to {@code to}; the next block is read while one is multiplied. */
    public void visit(String what, MatrixRows gallery, long from, long to, ScoreVisitor visitor) {
        float[][] rooms = new float[2][(int) Math.min(GALLERY_ROWS, to - from) * dimension];
        AtomicLong next = new AtomicLong(from);
        float[] scores = new float[Math.min(count, PROBE_ROWS) * GALLERY_ROWS];
        List<ProbeBlock> chunks = new ArrayList<>();
        try (PrefetchedBlocks<GalleryBlock> blocks =
                new PrefetchedBlocks<>(place -> read(what, gallery, next, to, rooms[place]))) {
            for (int start = 0; start < count; start += PROBE_ROWS) {
                int rows = Math.min(PROBE_ROWS, count - start);
                chunks.add(new ProbeBlock(start, rows, product.hold(probes, start, rows, dimension)));
            }
            for (GalleryBlock block = blocks.take(); block.n > 0; block = blocks.take()) {
                GalleryBlock gone = block;
                for (ProbeBlock chunk : chunks) {
                    chunk.held.multiply(gone.rows, gone.n, scores);
                    IntStream.range(0, chunk.rows)
                            .parallel()
                            .forEach(i -> visitor.visit(new ScoreRow(
                                    chunk.start + i,
                                    gone.first,
                                    gone.n,
                                    scores,
                                    i * gone.n,
                                    probes,
                                    gone.rows,
                                    dimension)));
                }
            }
        } finally {
            chunks.forEach(chunk -> chunk.held.close());
        }
    }

    private static GalleryBlock read(String what, MatrixRows gallery, AtomicLong next, long to, float[] into) {
        long first = next.getAndAdd(GALLERY_ROWS);
        int n = (int) Math.max(0, Math.min(GALLERY_ROWS, to - first));
        if (n > 0) {
            UnitEmbeddings.read(what, gallery, first, n, into);
        }
        return new GalleryBlock(first, n, into);
    }

    /** Some rows of the gallery, of length 1; none at its end. */
    private record GalleryBlock(long first, int n, float[] rows) {}

    /** Some of the probes, as they are multiplied at once. */
    private record ProbeBlock(int start, int rows, MatrixProduct.LeftMatrix held) {}
}
