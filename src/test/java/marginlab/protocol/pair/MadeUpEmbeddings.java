package marginlab.protocol.pair;

/** Made-up embeddings from a small integer generator, so that any language can make the same ones. */
public final class MadeUpEmbeddings {
    private int state;

    public MadeUpEmbeddings(int seed) {
        state = seed;
    }

    /** A multiple of 2^-22 in [-1, 1). */
    public double next() {
        state = (state * 1103515245 + 12345) & 0x7fffffff;
        return (state >> 8) / 4194304.0 - 1;
    }

    public double[] row(int d) {
        double[] row = new double[d];
        for (int j = 0; j < d; j++) {
            row[j] = next();
        }
        return row;
    }

    /** {@code row + scale * noise}. */
    public double[] near(double[] row, double scale) {
        double[] copy = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            copy[j] = row[j] + scale * next();
        }
        return copy;
    }

    public static float[] floats(double[] row) {
        float[] copy = new float[row.length];
        for (int j = 0; j < row.length; j++) {
            copy[j] = (float) row[j];
        }
        return copy;
    }

    /** Plain and mirrored embeddings of pairs; the second image of a genuine pair is the first with noise. */
    static PairEmbeddings pairs(int seed, int d, double noise, boolean[] same) {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(seed);
        float[][] plain = new float[2 * same.length][];
        float[][] flipped = new float[2 * same.length][];
        for (int pair = 0; pair < same.length; pair++) {
            double[] left = faces.row(d);
            double[] right = same[pair] ? faces.near(left, noise) : faces.row(d);
            plain[2 * pair] = floats(left);
            flipped[2 * pair] = floats(faces.near(left, 0.25));
            plain[2 * pair + 1] = floats(right);
            flipped[2 * pair + 1] = floats(faces.near(right, 0.25));
        }
        return new PairEmbeddings(plain, flipped, same);
    }

    /** Embeddings {@code [n, d]} without structure. */
    public static float[][] rows(int seed, int n, int d) {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(seed);
        float[][] rows = new float[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = floats(faces.row(d));
        }
        return rows;
    }

    /** True where {@code i mod period < genuine}. */
    public static boolean[] same(int pairs, int period, int genuine) {
        boolean[] same = new boolean[pairs];
        for (int i = 0; i < pairs; i++) {
            same[i] = i % period < genuine;
        }
        return same;
    }
}
