package marginlab.protocol.embedding;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import marginlab.file.npy.MatrixRows;

/** Embeddings brought to length 1, block by block; rows with NaN, infinities or zeros alone are refused by number. */
public final class UnitEmbeddings {
    private UnitEmbeddings() {}

    /** What is done with a unit embedding: {@code unit[at..at+d]}. */
    public interface UnitVisitor {
        void visit(int row, float[] unit, int at);
    }

    public static float[][] of(String what, float[][] rows) {
        EmbeddingCheck.norms(what, rows);
        return IntStream.range(0, rows.length)
                .parallel()
                .mapToObj(row -> {
                    float[] unit = rows[row].clone();
                    normalise(unit, 0, unit.length);
                    return unit;
                })
                .toArray(float[][]::new);
    }

    /** One row by its number, which messages name. */
    public static float[] of(String what, int number, float[] row) {
        float[] unit = row.clone();
        if (!normalise(unit, 0, unit.length)) {
            throw EmbeddingCheck.unsound(what, new long[] {number}, "NaN, infinity or zeros alone");
        }
        return unit;
    }

    /** Visits all rows in order. */
    public static void visit(String what, MatrixRows rows, int blockRows, UnitVisitor visitor) {
        int d = rows.dimension();
        float[] block = new float[blockRows * d];
        for (long first = 0; first < rows.rows(); first += blockRows) {
            int count = (int) Math.min(blockRows, rows.rows() - first);
            read(what, rows, first, count, block);
            for (int i = 0; i < count; i++) {
                visitor.visit((int) first + i, block, i * d);
            }
        }
    }

    /** Reads some rows and brings them to length 1; unsound ones are refused together with those that come later. */
    public static void read(String what, MatrixRows rows, long first, int count, float[] into) {
        int d = rows.dimension();
        rows.read(first, count, into);
        boolean[] bad = new boolean[count];
        IntStream.range(0, count).parallel().forEach(i -> bad[i] = !normalise(into, i * d, d));
        long[] unsound = IntStream.range(0, count)
                .filter(i -> bad[i])
                .mapToLong(i -> first + i)
                .toArray();
        if (unsound.length > 0) {
            long[] all = LongStream.concat(LongStream.of(unsound), unsound(rows, first + count))
                    .toArray();
            throw EmbeddingCheck.unsound(what, all, "NaN, infinity or zeros alone");
        }
    }

    /** The unsound rows from one on. */
    private static LongStream unsound(MatrixRows rows, long from) {
        float[] one = new float[rows.dimension()];
        return LongStream.range(from, rows.rows()).filter(row -> {
            rows.read(row, 1, one);
            return !normalise(one, 0, one.length);
        });
    }

    /** Divides a row by its length; false when it has none. */
    private static boolean normalise(float[] rows, int at, int d) {
        double squares = 0;
        for (int j = at; j < at + d; j++) {
            squares += (double) rows[j] * rows[j];
        }
        double norm = Math.sqrt(squares);
        if (!(norm > 0) || Double.isInfinite(norm)) {
            return false;
        }
        float factor = (float) (1 / norm);
        for (int j = at; j < at + d; j++) {
            rows[j] *= factor;
        }
        return true;
    }
}
