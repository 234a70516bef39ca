package marginlab.experiment;

/** A length of training, in iterations or in epochs: {@code 32000}, {@code 15 epochs}. */
public record Span(double count, Unit unit) {

    /** What a span counts. */
    public enum Unit {
        ITERATIONS,
        EPOCHS
    }

    public Span {
        if (!(count >= 0) || Double.isInfinite(count)) {
            throw new IllegalArgumentException("a span is a number of at least 0, not " + count);
        }
    }

    public static Span iterations(long count) {
        return new Span(count, Unit.ITERATIONS);
    }

    public static Span epochs(double count) {
        return new Span(count, Unit.EPOCHS);
    }

    /** The span in iterations. */
    public long steps(long stepsPerEpoch) {
        return Math.round(unit == Unit.EPOCHS ? count * stepsPerEpoch : count);
    }
}
