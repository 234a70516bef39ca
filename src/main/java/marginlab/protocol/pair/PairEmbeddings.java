package marginlab.protocol.pair;

import java.util.stream.IntStream;
import marginlab.dataset.VerificationSet;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.EmbeddingCheck;

/** The raw embeddings of a list of pairs, checked: rows 2i and 2i+1 are the two images of pair i. */
public final class PairEmbeddings {
    private final String name;
    private final float[][] plain;
    private final float[][] flipped;
    private final boolean[] same;
    private final double meanNorm;
    private final double[] distances; // of the default fusion

    /**
     * The arrays are kept, not copied: they are large and nothing here changes them.
     *
     * @param plain {@code [2N, d]}
     * @param flipped {@code [2N, d]} of the mirrored images, or null when there are none
     * @param same {@code [N]}, whether a pair is one person
     */
    public PairEmbeddings(float[][] plain, float[][] flipped, boolean[] same) {
        this("embeddings", plain, "flipped embeddings", flipped, same);
    }

    /** The same, where messages call the arrays by names of their own, such as those of files. */
    public PairEmbeddings(String plainName, float[][] plain, String flippedName, float[][] flipped, boolean[] same) {
        if (plain.length != 2 * same.length) {
            throw new ProblemException(new Problem(
                    plainName,
                    plain.length + " rows for " + same.length + " pairs",
                    2 * same.length + " rows: 2i and 2i+1 are pair i"));
        }
        if (flipped != null && flipped.length != plain.length) {
            throw new ProblemException(
                    new Problem(flippedName, flipped.length + " rows", plain.length + " rows, one for each plain row"));
        }
        EmbeddingCheck.lengths(plainName, plain);
        if (flipped != null) {
            EmbeddingCheck.lengths(flippedName, flipped);
            EmbeddingCheck.sameDimension(flippedName, flipped, plain);
        }
        this.name = plainName;
        this.plain = plain;
        this.flipped = flipped;
        this.same = same.clone();
        PairScan scan = PairScan.of(plain, flipped, defaultFusion());
        EmbeddingCheck.sound(plainName, scan.plainNorms());
        EmbeddingCheck.sound(flippedName, scan.flippedNorms());
        double norm = PairwiseSum.mean(scan.plainNorms());
        meanNorm = flipped == null ? norm : (norm + PairwiseSum.mean(scan.flippedNorms())) / 2;
        distances = scan.distances();
    }

    /** The pairs of a set, from the embeddings {@code [M, d]} of its images, plain and mirrored. */
    public static PairEmbeddings of(VerificationSet set, float[][] plain, float[][] flipped) {
        return new PairEmbeddings(
                inPairs(plain, set.left(), set.right()), inPairs(flipped, set.left(), set.right()), set.same());
    }

    /** Rows 2i and 2i + 1 of what comes are the rows {@code left[i]} and {@code right[i]} of what goes in. */
    public static float[][] inPairs(float[][] rows, int[] left, int[] right) {
        float[][] picked = new float[2 * left.length][];
        for (int i = 0; i < left.length; i++) {
            picked[2 * i] = rows[left[i]];
            picked[2 * i + 1] = rows[right[i]];
        }
        return picked;
    }

    /** {@code [2N, d]}, not a copy. */
    public float[][] plain() {
        return plain;
    }

    /** {@code [2N, d]} of the mirrored images, not a copy; null when there are none. */
    public float[][] flipped() {
        return flipped;
    }

    /** The same pairs without their mirrored images. */
    public PairEmbeddings withoutFlip() {
        return new PairEmbeddings(plain, null, same);
    }

    public int pairs() {
        return same.length;
    }

    /** {@code [N]}, whether a pair is one person. */
    public boolean[] same() {
        return same.clone();
    }

    boolean hasFlip() {
        return flipped != null;
    }

    /** The fusion that the reference uses on what is there: the sum, or the plain rows when none are mirrored. */
    public FlipFusion defaultFusion() {
        return flipped == null ? FlipFusion.NONE : FlipFusion.SUM;
    }

    /** Mean L2 norm of all raw embeddings, plain and mirrored together. */
    public double meanNorm() {
        return meanNorm;
    }

    /** Squared distances of the fused unit embeddings, in pair order. */
    public PairScores scores(FlipFusion fusion) {
        double[] scored = fusion == defaultFusion()
                ? distances
                : PairScan.of(plain, flipped, fusion).distances();
        for (int pair = 0; pair < scored.length; pair++) {
            if (Double.isNaN(scored[pair])) {
                unit(fusion, 2 * pair, new double[fusion.dimension(plain[0].length)]);
                unit(fusion, 2 * pair + 1, new double[fusion.dimension(plain[0].length)]);
            }
        }
        return new PairScores(scored, same);
    }

    /** One fused embedding of length 1. */
    private double[] unit(FlipFusion fusion, int row, double[] into) {
        fusion.fuse(plain[row], flipped == null ? plain[row] : flipped[row], into);
        double norm = Math.sqrt(PairwiseSquares.of(into));
        if (norm == 0) {
            throw new ProblemException(new Problem(
                    name + " row " + row, "plain and flipped cancel to zero", "a fused embedding with a direction"));
        }
        PairScan.divide(into, norm);
        return into;
    }

    /** All fused embeddings, {@code [2N, d]}, as they are or of length 1. */
    double[][] fused(FlipFusion fusion, boolean unit) {
        int d = fusion.dimension(plain[0].length);
        double[][] rows = new double[plain.length][d];
        IntStream.range(0, rows.length).parallel().forEach(row -> {
            if (unit) {
                unit(fusion, row, rows[row]);
            } else {
                fusion.fuse(plain[row], flipped == null ? plain[row] : flipped[row], rows[row]);
            }
        });
        return rows;
    }
}
