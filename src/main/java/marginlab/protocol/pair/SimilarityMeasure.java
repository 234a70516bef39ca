package marginlab.protocol.pair;

/**
 * How alike two unit embeddings are; high means alike. With squared distance d and cosine c, d = 2 - 2c: both order pairs
 * alike but for the last digit.
 */
public enum SimilarityMeasure {
    /** The negative squared distance, in [-4, 0]. */
    DISTANCE("distance", 0, 0.01) {
        @Override
        double alike(double[] a, double[] b, double[] scratch) {
            for (int j = 0; j < a.length; j++) {
                double difference = a[j] - b[j];
                scratch[j] = difference * difference;
            }
            return -PairwiseSum.of(scratch);
        }

        @Override
        double own(double score) {
            return -score;
        }
    },
    /** The cosine of the angle, in [-1, 1]. */
    COSINE("cosine", 1, 0.005) {
        @Override
        double alike(double[] a, double[] b, double[] scratch) {
            for (int j = 0; j < a.length; j++) {
                scratch[j] = a[j] * b[j];
            }
            return PairwiseSum.of(scratch);
        }

        @Override
        double own(double score) {
            return score;
        }
    };

    private final String label;
    private final double most;
    private final double step;

    SimilarityMeasure(String label, double most, double step) {
        this.label = label;
        this.most = most;
        this.step = step;
    }

    public String label() {
        return label;
    }

    /** The score of two equal embeddings. */
    double most() {
        return most;
    }

    /** A four-hundredth of the way from the most alike to the least. */
    double step() {
        return step;
    }

    /** A score as its name has it: a distance is not negative. */
    abstract double own(double score);

    abstract double alike(double[] a, double[] b, double[] scratch);
}
