package marginlab.experiment.setting;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.file.text.Decimal;

/**
 * A length of training, in iterations or in epochs.
 *
 * <p>Text form: {@code 32000} or {@code 15 epochs}; {@code 15ep} is read too.
 */
public record Span(double count, SpanUnit unit) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?)\\s*(|iterations?|it|epochs?|ep)");

    /** What a span counts. */
    public enum SpanUnit {
        ITERATIONS,
        EPOCHS
    }

    public Span {
        if (!(count >= 0) || Double.isInfinite(count)) {
            throw new IllegalArgumentException("a span is a number of at least 0, not " + count);
        }
        if (unit == SpanUnit.ITERATIONS && count != Math.rint(count)) {
            throw new IllegalArgumentException("iterations are whole, not " + count);
        }
    }

    public static Span iterations(long count) {
        return new Span(count, SpanUnit.ITERATIONS);
    }

    public static Span epochs(double count) {
        return new Span(count, SpanUnit.EPOCHS);
    }

    /** Reads the text form. */
    public static Span parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is neither iterations nor epochs");
        }
        SpanUnit unit = matcher.group(2).startsWith("ep") ? SpanUnit.EPOCHS : SpanUnit.ITERATIONS;
        return new Span(Double.parseDouble(matcher.group(1)), unit);
    }

    /** The text form, which {@link #parse} reads back. */
    public String label() {
        return Decimal.label(count) + (unit == SpanUnit.EPOCHS ? " epochs" : "");
    }

    /** For a person: {@code 1 epoch}, {@code 500 iterations}. */
    public String text() {
        String thing = unit == SpanUnit.EPOCHS ? "epoch" : "iteration";
        return Decimal.label(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /** The same share of training, of another length: {@code times(5, 8)} is five eighths of it. */
    public Span times(int numerator, int denominator) {
        double share = count * numerator / denominator;
        return new Span(unit == SpanUnit.EPOCHS ? share : Math.rint(share), unit);
    }

    /** The span in iterations. */
    public long steps(long stepsPerEpoch) {
        return Math.round(unit == SpanUnit.EPOCHS ? count * stepsPerEpoch : count);
    }
}
