package marginlab.protocol.pair;

/** How the scatter of the fold accuracies is told. */
public enum FoldSpread {
    /** The root of the mean squared deviation, NumPy's {@code ddof=0}: the reference's. */
    POPULATION("population", "std") {
        @Override
        double of(double[] values) {
            return PairwiseSum.deviation(values);
        }
    },
    /** Divided by n - 1. */
    SAMPLE("sample", "sample-std") {
        @Override
        double of(double[] values) {
            return PairwiseSum.deviation(values) * Math.sqrt(values.length / (values.length - 1.0));
        }
    },
    /** The sample deviation over the root of n: the scatter of the mean, not of a fold. */
    STANDARD_ERROR("standard-error", "standard-error") {
        @Override
        double of(double[] values) {
            return SAMPLE.of(values) / Math.sqrt(values.length);
        }
    };

    private final String label;
    private final String metric;

    FoldSpread(String label, String metric) {
        this.label = label;
        this.metric = metric;
    }

    public String label() {
        return label;
    }

    /** The key of the figure in an outcome: different figures have different names. */
    public String metric() {
        return metric;
    }

    abstract double of(double[] values);
}
