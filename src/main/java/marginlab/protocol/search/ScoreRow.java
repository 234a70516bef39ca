package marginlab.protocol.search;

/**
 * The scores of one probe against some rows of a gallery: those of the engine's product, and behind them the exact ones.
 *
 * <p>A product in single precision rounds a score by the place that it has in a block, so that equals may come out unlike. It
 * therefore only says which rows can matter; what is compared is {@link #exact}, one sum in double precision for mates and all others.
 *
 * @param probe its number
 * @param first number of the first gallery row
 * @param n gallery rows
 * @param near the product's scores, from {@code at} on
 * @param at where they begin
 * @param probes unit rows, one after another
 * @param gallery unit rows from the first on, one after another
 * @param d dimension
 */
public record ScoreRow(int probe, long first, int n, float[] near, int at, float[] probes, float[] gallery, int d) {

    /** The score of gallery row {@code first + i}. */
    public double exact(int i) {
        return dot(probes, probe * d, gallery, i * d, d);
    }

    /** A product's score at or below it belongs to an exact one below this. */
    public float below(double score) {
        return Math.nextDown((float) (score - rounding()));
    }

    /** A product's score above it belongs to an exact one above this. */
    public float above(double score) {
        return Math.nextUp((float) (score + rounding()));
    }

    /** The most by which a product of unit rows is wrong: a rounding of 2^-24 for each of d sums and products, and for the rows. */
    private double rounding() {
        return (d + 16) * 0x1p-23;
    }

    /** The sum of the products of two rows, whatever stands first; each product is exact. */
    static double dot(float[] a, int from, float[] b, int of, int d) {
        double even = 0;
        double odd = 0;
        int j = 0;
        for (; j + 1 < d; j += 2) {
            even += (double) a[from + j] * b[of + j];
            odd += (double) a[from + j + 1] * b[of + j + 1];
        }
        return j < d ? even + odd + (double) a[from + j] * b[of + j] : even + odd;
    }
}
