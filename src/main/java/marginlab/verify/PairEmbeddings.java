package marginlab.verify;

import java.util.stream.IntStream;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * The raw embeddings of a list of pairs: rows 2i and 2i+1 are the two images of pair i.
 *
 * @param plain {@code [2N, d]}
 * @param flipped {@code [2N, d]} of the mirrored images, or null when there are none
 * @param same {@code [N]}, whether a pair is one person
 */
public record PairEmbeddings(float[][] plain, float[][] flipped, boolean[] same) {
    public PairEmbeddings {
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
        RowCheck.sound("embeddings", plain);
        if (flipped != null) {
            RowCheck.sound("flipped embeddings", flipped);
            RowCheck.sameDimension("flipped embeddings", flipped, plain);
        }
    }

    public int pairs() {
        return same.length;
    }

    /** The fusion that the reference uses on what is there: the sum, or the plain rows when none are mirrored. */
    public Fusion defaultFusion() {
        return flipped == null ? Fusion.NONE : Fusion.SUM;
    }

    /** Mean L2 norm of all raw embeddings, plain and mirrored together. */
    public double meanNorm() {
        double sum = norms(plain);
        return flipped == null ? sum / plain.length : (sum + norms(flipped)) / (2.0 * plain.length);
    }

    private static double norms(float[][] rows) {
        return PairwiseSum.of(IntStream.range(0, rows.length)
                .parallel()
                .mapToDouble(row -> RowCheck.norm(rows[row]))
                .toArray());
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
}
