package marginlab.verify;

import java.util.stream.IntStream;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** The raw embeddings of a list of pairs, checked: rows 2i and 2i+1 are the two images of pair i. */
public final class PairEmbeddings {
    private final float[][] plain;
    private final float[][] flipped;
    private final boolean[] same;
    private final double meanNorm;

    /**
     * The arrays are kept, not copied: they are large and nothing here changes them.
     *
     * @param plain {@code [2N, d]}
     * @param flipped {@code [2N, d]} of the mirrored images, or null when there are none
     * @param same {@code [N]}, whether a pair is one person
     */
    public PairEmbeddings(float[][] plain, float[][] flipped, boolean[] same) {
        if (plain.length != 2 * same.length) {
            throw new ProblemException(new Problem(
                    "embeddings",
                    plain.length + " rows for " + same.length + " pairs",
                    2 * same.length + " rows: 2i and 2i+1 are pair i"));
        }
        if (flipped != null && flipped.length != plain.length) {
            throw new ProblemException(new Problem(
                    "flipped embeddings", flipped.length + " rows", plain.length + " rows, one for each plain row"));
        }
        double norms = PairwiseSum.mean(RowCheck.norms("embeddings", plain));
        if (flipped != null) {
            RowCheck.sameDimension("flipped embeddings", flipped, plain);
            norms = (norms + PairwiseSum.mean(RowCheck.norms("flipped embeddings", flipped))) / 2;
        }
        this.plain = plain;
        this.flipped = flipped;
        this.same = same.clone();
        meanNorm = norms;
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
    public Fusion defaultFusion() {
        return flipped == null ? Fusion.NONE : Fusion.SUM;
    }

    /** Mean L2 norm of all raw embeddings, plain and mirrored together. */
    public double meanNorm() {
        return meanNorm;
    }

    /** Squared distances of the fused unit embeddings, in pair order. */
    public PairScores scores(Fusion fusion) {
        int d = fusion.dimension(plain.length == 0 ? 0 : plain[0].length);
        double[] distances = new double[pairs()];
        IntStream.range(0, pairs()).parallel().forEach(pair -> {
            double[] squares = new double[d];
            double[] left = unit(fusion, 2 * pair, new double[d], squares);
            double[] right = unit(fusion, 2 * pair + 1, new double[d], squares);
            for (int j = 0; j < d; j++) {
                double difference = left[j] - right[j];
                squares[j] = difference * difference;
            }
            distances[pair] = PairwiseSum.of(squares);
        });
        return new PairScores(distances, same);
    }

    /** One fused embedding of length 1, with room for as many numbers in {@code scratch}. */
    double[] unit(Fusion fusion, int row, double[] into, double[] scratch) {
        fusion.fuse(plain[row], flipped == null ? plain[row] : flipped[row], into);
        for (int j = 0; j < into.length; j++) {
            scratch[j] = into[j] * into[j];
        }
        double norm = Math.sqrt(PairwiseSum.of(scratch));
        if (norm == 0) {
            throw new ProblemException(new Problem(
                    "embeddings row " + row, "plain and flipped cancel to zero", "a fused embedding with a direction"));
        }
        for (int j = 0; j < into.length; j++) {
            into[j] /= norm;
        }
        return into;
    }

    /** All fused embeddings, {@code [2N, d]}, as they are or of length 1. */
    double[][] fused(Fusion fusion, boolean unit) {
        int d = fusion.dimension(plain[0].length);
        double[][] rows = new double[plain.length][d];
        IntStream.range(0, rows.length).parallel().forEach(row -> {
            if (unit) {
                unit(fusion, row, rows[row], new double[d]);
            } else {
                fusion.fuse(plain[row], flipped == null ? plain[row] : flipped[row], rows[row]);
            }
        });
        return rows;
    }
}
