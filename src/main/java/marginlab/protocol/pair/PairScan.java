package marginlab.protocol.pair;

import java.util.stream.IntStream;
import marginlab.protocol.embedding.EmbeddingCheck;

/**
 * One pass over the embeddings of pairs: the lengths of the raw rows, and the squared distances of the fused unit rows. Reading
 * 6,000 pairs of 512 numbers from memory costs as much as the arithmetic, so both are done while a row is in the cache.
 */
final class PairScan {
    private static final int PIECE = 64; // pairs that a thread takes at a time

    private final float[][] plain;
    private final float[][] flipped;
    private final FlipFusion fusion;
    private final double[] plainNorms;
    private final double[] flippedNorms;
    private final double[] distances;

    private PairScan(float[][] plain, float[][] flipped, FlipFusion fusion) {
        this.plain = plain;
        this.flipped = flipped;
        this.fusion = fusion;
        plainNorms = new double[plain.length];
        flippedNorms = new double[flipped == null ? 0 : plain.length];
        distances = new double[plain.length / 2];
    }

    /** Scans rows of one length, {@code [2N, d]}; {@code flipped} may be null where the fusion does not need it. */
    static PairScan of(float[][] plain, float[][] flipped, FlipFusion fusion) {
        PairScan scan = new PairScan(plain, flipped, fusion);
        int pairs = plain.length / 2;
        int d = pairs == 0 ? 0 : fusion.dimension(plain[0].length);
        IntStream.range(0, (pairs + PIECE - 1) / PIECE).parallel().forEach(piece -> {
            double[] left = new double[d];
            double[] right = new double[d];
            for (int pair = PIECE * piece; pair < Math.min(pairs, PIECE * piece + PIECE); pair++) {
                scan.unit(2 * pair, left);
                scan.unit(2 * pair + 1, right);
                scan.distances[pair] = PairwiseSquares.distance(left, right);
            }
        });
        return scan;
    }

    private void unit(int row, double[] into) {
        double norm = Math.sqrt(squares(row, into));
        divide(into, norm);
        plainNorms[row] = fusion == FlipFusion.NONE ? norm : EmbeddingCheck.norm(plain[row]);
        if (flipped != null) {
            flippedNorms[row] = EmbeddingCheck.norm(flipped[row]);
        }
    }

    /** Fuses a row; its squared length. */
    private double squares(int row, double[] into) {
        if (fusion == FlipFusion.NONE) {
            return PairwiseSquares.widened(plain[row], into);
        }
        fusion.fuse(plain[row], flipped == null ? plain[row] : flipped[row], into);
        return PairwiseSquares.of(into);
    }

    /**
     * Divides a row by a number; every quotient is the one that a division gives, to the last bit, in a quarter of its time.
     * Each of the two steps adds the remainder of a quotient, divided by the divisor: the first brings it within one unit of
     * the last place, and from there the second rounds it rightly (Markstein, IBM J. Res. Dev. 34, 1990).
     */
    static void divide(double[] row, double divisor) {
        double reciprocal = 1 / divisor;
        double minus = -divisor;
        for (int j = 0; j < row.length; j++) {
            double value = row[j];
            double first = value * reciprocal;
            double second = Math.fma(Math.fma(first, minus, value), reciprocal, first);
            row[j] = Math.fma(Math.fma(second, minus, value), reciprocal, second);
        }
    }

    /** {@code [2N]}. */
    double[] plainNorms() {
        return plainNorms;
    }

    /** {@code [2N]}; empty without mirrored rows. */
    double[] flippedNorms() {
        return flippedNorms;
    }

    /** {@code [N]}; NaN where a fused row is zero or not finite. */
    double[] distances() {
        return distances;
    }
}
