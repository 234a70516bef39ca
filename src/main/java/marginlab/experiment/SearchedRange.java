package marginlab.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import marginlab.file.text.Decimal;

/**
 * Values among which a number is searched.
 *
 * @param name a setting, such as {@code schedule.rate}; a number of losses, {@code margin} or {@code tau}; or that of one loss, {@code
 *     ArcFace.m}
 * @param low the lowest
 * @param high the highest, above it
 * @param log whether equal ratios are equally likely, and not equal differences
 */
public record SearchedRange(String name, double low, double high, boolean log) {
    /** So a label can be read, and 1000 values of a range are told apart. */
    private static final MathContext DIGITS = new MathContext(3);

    /** {@code 0.1..0.7}, {@code 16..64: log}. */
    public String text() {
        return Decimal.label(low) + ".." + Decimal.label(high) + (log ? ": log" : "");
    }

    /** The value at a share of the way, {@code low + share (high - low)} or {@code low (high / low)^share}, to three digits. */
    public double at(double share) {
        double value = log ? low * Math.pow(high / low, share) : low + share * (high - low);
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
