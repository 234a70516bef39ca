package marginlab.experiment.setting;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.file.text.Decimal;

/**
 * A length of training, in iterations or in epochs.
 *
 * <p>Text form: {@code 32000} or {@code 15 epochs}; {@code 15ep} is read too.
 */
public record Span(double count, Unit unit) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?)\\s*(|iterations?|it|epochs?|ep)");

    /** What a span counts. */
    public enum Unit {
        ITERATIONS,
        EPOCHS
    }

    public Span {
        if (!(count >= 0) || Double.isInfinite(count)) {
            throw new IllegalArgumentException("a span is a number of at least 0, not " + count);
        }
        if (unit == Unit.ITERATIONS && count != Math.rint(count)) {
            throw new IllegalArgumentException("iterations are whole, not " + count);
        }
    }

    public static Span iterations(long count) {
        return new Span(count, Unit.ITERATIONS);
    }

    public static Span epochs(double count) {
        return new Span(count, Unit.EPOCHS);
    }

    /** Reads the text form. */
    public static Span parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is neither iterations nor epochs");
        }
        Unit unit = matcher.group(2).startsWith("ep") ? Unit.EPOCHS : Unit.ITERATIONS;
        return new Span(Double.parseDouble(matcher.group(1)), unit);
    }

    /** The text form, which {@link #parse} reads back. */
    public String label() {
        return Decimal.label(count) + (unit == Unit.EPOCHS ? " epochs" : "");
    }

    /** The same share of training, of another length: {@code times(5, 8)} is five eighths of it. */
    public Span times(int numerator, int denominator) {
        double share = count * numerator / denominator;
        return new Span(unit == Unit.EPOCHS ? share : Math.rint(share), unit);
    }

    /** The span in iterations. */
    public long steps(long stepsPerEpoch) {
        return Math.round(unit == Unit.EPOCHS ? count * stepsPerEpoch : count);
    }
}
