package marginlab.protocol.embedding;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** What every matrix of embeddings must be: rows of one length, finite, none of them zero. */
public final class EmbeddingCheck {
    private static final int NAMED = 10;

    private EmbeddingCheck() {}

    /** L2 norms of rows; refuses rows of different lengths, with NaN or infinities, or all zero, and names the first of them. */
    public static double[] norms(String what, float[][] rows) {
        lengths(what, rows);
        double[] norms = new double[rows.length];
        IntStream.range(0, rows.length).parallel().forEach(row -> norms[row] = norm(rows[row]));
        sound(what, norms);
        return norms;
    }

    /** Refuses rows of different lengths. */
    public static void lengths(String what, float[][] rows) {
        for (int row = 1; row < rows.length; row++) {
            if (rows[row].length != rows[0].length) {
                throw new ProblemException(new Problem(
                        what + " row " + row,
                        rows[row].length + " numbers",
                        rows[0].length + " as in row 0: all embeddings have one dimension"));
            }
        }
    }

    /** Refuses rows whose length says that they have NaN or infinities, or are all zero, and names the first of them. */
    public static void sound(String what, double[] norms) {
        long[] bad = IntStream.range(0, norms.length)
                .filter(row -> !(norms[row] > 0) || Double.isInfinite(norms[row]))
                .asLongStream()
                .toArray();
        if (bad.length > 0) {
            throw unsound(what, bad, norms[(int) bad[0]] == 0 ? "a zero embedding" : "NaN or infinity");
        }
    }

    /** The refusal of rows, the first of them named. */
    public static ProblemException unsound(String what, long[] rows, String found) {
        return new ProblemException(new Problem(
                what + (rows.length == 1 ? " row " : " rows ") + named(rows),
                found,
                "finite numbers that are not all zero",
                "embed these images again"));
    }

    /** The first of some numbers, and how many others: {@code 3, 17, 40 and 5 more}. */
    public static String named(long[] numbers) {
        String first =
                Arrays.stream(numbers).limit(NAMED).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return numbers.length > NAMED ? first + " and " + (numbers.length - NAMED) + " more" : first;
    }

    public static void sameDimension(String what, float[][] rows, float[][] like) {
        if (rows.length > 0 && like.length > 0 && rows[0].length != like[0].length) {
            throw new ProblemException(
                    new Problem(what, rows[0].length + " dimensions", like[0].length + " as in the others"));
        }
    }

    /**
     * L2 norm of a row, NaN or infinite when a number of it is. The square of a float is exact in double precision: a fused
     * addition changes no digit.
     */
    public static double norm(float[] row) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j + 3 < row.length; j += 4) {
            a = Math.fma((double) row[j], (double) row[j], a);
            b = Math.fma((double) row[j + 1], (double) row[j + 1], b);
            c = Math.fma((double) row[j + 2], (double) row[j + 2], c);
            d = Math.fma((double) row[j + 3], (double) row[j + 3], d);
        }
        for (; j < row.length; j++) {
            a = Math.fma((double) row[j], (double) row[j], a);
        }
        return Math.sqrt((a + b) + (c + d));
    }
}
