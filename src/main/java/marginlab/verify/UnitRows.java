package marginlab.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** Embeddings brought to length 1, block by block; rows with NaN, infinities or zeros alone are refused by number. */
final class UnitRows {
    private static final int NAMED = 10;

    private UnitRows() {}

    /** What is done with a unit embedding: {@code unit[at..at+d]}. */
    interface Visitor {
        void visit(int row, float[] unit, int at);
    }

    static float[][] of(String what, float[][] rows) {
        RowCheck.norms(what, rows);
        return IntStream.range(0, rows.length)
                .parallel()
                .mapToObj(row -> {
                    float[] unit = rows[row].clone();
                    normalise(unit, 0, unit.length);
                    return unit;
                })
                .toArray(float[][]::new);
    }

    /** Visits all rows in order. */
    static void visit(String what, RowSource rows, int blockRows, Visitor visitor) {
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

    /** Reads some rows and brings them to length 1. */
    static void read(String what, RowSource rows, long first, int count, float[] into) {
        int d = rows.dimension();
        rows.read(first, count, into);
        boolean[] bad = new boolean[count];
        IntStream.range(0, count).parallel().forEach(i -> bad[i] = !normalise(into, i * d, d));
        refuse(what, first, bad);
    }

    private static void refuse(String what, long first, boolean[] bad) {
        List<Long> rows = new ArrayList<>();
        for (int i = 0; i < bad.length; i++) {
            if (bad[i]) {
                rows.add(first + i);
            }
        }
        if (!rows.isEmpty()) {
            String named = rows.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
            throw new ProblemException(new Problem(
                    what + (rows.size() == 1 ? " row " : " rows ") + named + (rows.size() > NAMED ? ", ..." : ""),
                    "NaN, infinity or zeros alone",
                    "finite numbers that are not all zero",
                    "embed these images again"));
        }
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
