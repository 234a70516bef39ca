package marginlab.protocol.search;

import java.nio.file.Path;
import marginlab.file.npy.MatrixRows;
import marginlab.file.npy.NpyRows;

/**
 * How much a protocol searches.
 *
 * @param probes rows that are looked for
 * @param gallery rows that each of them is compared with
 * @param dimension numbers a row
 */
public record SearchExtent(long probes, long gallery, long dimension) {
    /** Of a protocol that searches nothing, or too little to speak of. */
    public static final SearchExtent NONE = new SearchExtent(0, 0, 0);

    /** Multiplications and additions. */
    public double operations() {
        return 2.0 * probes * gallery * dimension;
    }

    /** Memory of Java for the probes and the work on them, so much that blocks of the gallery are never held for long. */
    public int heapMegabytes() {
        return (int) (512 + 3 * Float.BYTES * probes * dimension / (1 << 20));
    }

    /** Of probes and a gallery. */
    public static SearchExtent of(MatrixRows probes, MatrixRows gallery) {
        return new SearchExtent(probes.rows(), gallery.rows(), probes.dimension());
    }

    /** The same of files, told from their heads. */
    public static SearchExtent ofFiles(Path probes, Path gallery) {
        try (NpyRows rows = NpyRows.openFloats(probes);
                NpyRows others = NpyRows.openFloats(gallery)) {
            return of(rows, others);
        }
    }
}
