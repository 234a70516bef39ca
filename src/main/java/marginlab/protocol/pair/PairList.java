package marginlab.protocol.pair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.file.text.PairListFile;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.EmbeddingCheck;

/**
 * Pairs of rows of a matrix, in the order of the folds.
 *
 * @param left {@code [N]} row numbers, from 0
 * @param right {@code [N]}
 * @param same {@code [N]}
 */
public record PairList(int[] left, int[] right, boolean[] same) {
    private static final int PIECE = 1 << 12;

    /** Reads {@code ROW ROW 0|1} lines, rows counted from 0, for a matrix of so many rows. */
    public static PairList read(Path file, int rows) {
        List<PairList> pieces = new ArrayList<>();
        try (PairListFile pairs = new PairListFile(file, rows)) {
            int count;
            do {
                int[] left = new int[PIECE];
                int[] right = new int[PIECE];
                boolean[] same = new boolean[PIECE];
                count = pairs.read(left, right, same);
                pieces.add(new PairList(
                        Arrays.copyOf(left, count), Arrays.copyOf(right, count), Arrays.copyOf(same, count)));
            } while (count > 0);
        }
        PairList all = joined(pieces);
        if (all.same.length == 0) {
            throw new ProblemException(new Problem(file.toString(), "no pairs", "lines ROW ROW 0|1"));
        }
        return all;
    }

    private static PairList joined(List<PairList> pieces) {
        int size = pieces.stream().mapToInt(piece -> piece.same.length).sum();
        PairList all = new PairList(new int[size], new int[size], new boolean[size]);
        int at = 0;
        for (PairList piece : pieces) {
            System.arraycopy(piece.left, 0, all.left, at, piece.same.length);
            System.arraycopy(piece.right, 0, all.right, at, piece.same.length);
            System.arraycopy(piece.same, 0, all.same, at, piece.same.length);
            at += piece.same.length;
        }
        return all;
    }

    /** The embeddings of the pairs, rows 2i and 2i+1 for pair i; {@code flipped} may be null. */
    public PairEmbeddings of(float[][] plain, float[][] flipped) {
        return of("embeddings", plain, "flipped embeddings", flipped);
    }

    /** The same, where messages call the matrices by names of their own; they tell rows by their number there. */
    public PairEmbeddings of(String plainName, float[][] plain, String flippedName, float[][] flipped) {
        check(plainName, plain);
        if (flipped != null) {
            if (flipped.length != plain.length) {
                throw new ProblemException(new Problem(
                        flippedName, flipped.length + " rows", plain.length + " rows, one for each plain row"));
            }
            check(flippedName, flipped);
        }
        return new PairEmbeddings(
                plainName,
                PairEmbeddings.inPairs(plain, left, right),
                flippedName,
                flipped == null ? null : PairEmbeddings.inPairs(flipped, left, right),
                same);
    }

    /** Refuses a matrix in which a row that a pair names is not sound. */
    private void check(String name, float[][] rows) {
        EmbeddingCheck.lengths(name, rows);
        long[] bad = IntStream.concat(Arrays.stream(left), Arrays.stream(right))
                .distinct()
                .filter(row ->
                        !(EmbeddingCheck.norm(rows[row]) > 0) || Double.isInfinite(EmbeddingCheck.norm(rows[row])))
                .sorted()
                .asLongStream()
                .toArray();
        if (bad.length > 0) {
            throw EmbeddingCheck.unsound(name, bad, "NaN, infinity or zeros alone");
        }
    }
}
