package marginlab.loss.label;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The text of a number in a label: the shortest decimal that reads back as the same double. */
public final class LabelNumber {
    private static final int MOST_DIGITS = 17;
    private static final int LONGEST_PLAIN_EXPONENT = 12;

    private LabelNumber() {}

    public static String text(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                shortest = rounded;
                break;
            }
        }
        BigDecimal stripped = shortest.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        return Math.abs(exponent) <= LONGEST_PLAIN_EXPONENT
                ? stripped.toPlainString()
                : stripped.toString().replace("E+", "e").replace('E', 'e');
    }
}
