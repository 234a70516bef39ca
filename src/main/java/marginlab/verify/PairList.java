package marginlab.verify;

import java.nio.file.Path;
import java.util.Arrays;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * Pairs of rows of a matrix, in the order of the folds.
 *
 * @param left {@code [N]} row numbers, from 0
 * @param right {@code [N]}
 * @param same {@code [N]}
 */
public record PairList(int[] left, int[] right, boolean[] same) {

    /** Reads {@code ROW ROW 0|1} lines, rows counted from 0, for a matrix of so many rows. */
    public static PairList read(Path file, int rows) {
        int[] left = new int[1 << 12];
        int[] right = left.clone();
        boolean[] same = new boolean[left.length];
        PairList all = new PairList(new int[0], new int[0], new boolean[0]);
        try (PairFile pairs = new PairFile(file, rows)) {
            for (int n = pairs.read(left, right, same); n > 0; n = pairs.read(left, right, same)) {
                all = all.and(left, right, same, n);
            }
        }
        if (all.same.length == 0) {
            throw new ProblemException(new Problem(file.toString(), "no pairs", "lines ROW ROW 0|1"));
        }
        return all;
    }

    private PairList and(int[] moreLeft, int[] moreRight, boolean[] moreSame, int count) {
        int size = same.length;
        PairList longer = new PairList(
                Arrays.copyOf(left, size + count),
                Arrays.copyOf(right, size + count),
                Arrays.copyOf(same, size + count));
        System.arraycopy(moreLeft, 0, longer.left, size, count);
        System.arraycopy(moreRight, 0, longer.right, size, count);
        System.arraycopy(moreSame, 0, longer.same, size, count);
        return longer;
    }

    /** The embeddings of the pairs, rows 2i and 2i+1 for pair i; {@code flipped} may be null. */
    public PairEmbeddings of(float[][] plain, float[][] flipped) {
        if (flipped != null && flipped.length != plain.length) {
            throw new ProblemException(new Problem(
                    "flipped embeddings", flipped.length + " rows", plain.length + " rows, one for each plain row"));
        }
        return new PairEmbeddings(pick(plain), flipped == null ? null : pick(flipped), same);
    }

    private float[][] pick(float[][] rows) {
        float[][] picked = new float[2 * same.length][];
        for (int i = 0; i < same.length; i++) {
            picked[2 * i] = rows[left[i]];
            picked[2 * i + 1] = rows[right[i]];
        }
        return picked;
    }
}
