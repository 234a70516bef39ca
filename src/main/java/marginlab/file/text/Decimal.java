package marginlab.file.text;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * The one text form of a number in files, labels and ids: {@code 0.0005}, {@code 64}, never {@code 5.0E-4} or {@code
 * 64.0}. It parses back to the same number.
 */
public final class Decimal {
    private static final Pattern FORM = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final int MAX_LENGTH = 400;
    /** Whole numbers below this are what they seem. */
    private static final double EXACT = 1e15;

    private Decimal() {}

    /** The shortest plain digits that parse back to the number. */
    public static String label(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return Long.toString((long) value);
        }
        String text = Double.toString(value);
        return text.indexOf('E') < 0
                ? text
                : new BigDecimal(text).stripTrailingZeros().toPlainString();
    }

    /** Whether the text is a finite number, as {@link #parse} takes it. */
    public static boolean isNumber(String text) {
        return text.length() <= MAX_LENGTH
                && FORM.matcher(text).matches()
                && !Double.isInfinite(Double.parseDouble(text));
    }

    /** The number, a point as decimal mark whatever the locale. */
    public static double parse(String text) {
        if (!isNumber(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a number");
        }
        // Adding 0 turns the negative zero into the other, so that equal numbers are equal records.
        return Double.parseDouble(text) + 0.0;
    }
}
