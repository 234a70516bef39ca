package marginlab.store.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.file.text.Decimal;

/**
 * A number with what it counts: {@code 64}, {@code 15 epochs}. Quantities are compared where they count the same.
 *
 * @param unit empty where there is none
 * @param precision half a unit of the last digit that was written, within which another number counts as equal
 */
record Quantity(double value, String unit, double precision) {
    private static final Pattern FORM = Pattern.compile(
            "([-+]?(?:\\d{1,30}\\.?\\d{0,30}|\\.\\d{1,30})(?:[eE][-+]?\\d{1,3})?)\\s*([A-Za-z%]{0,20})");

    /** Reads one; empty for another text. */
    static Optional<Quantity> of(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches() || !Decimal.isNumber(matcher.group(1))) {
            return Optional.empty();
        }
        String digits = matcher.group(1);
        return Optional.of(new Quantity(Decimal.parse(digits), matcher.group(2), precision(digits)));
    }

    private static double precision(String digits) {
        int exponent = Math.max(digits.indexOf('e'), digits.indexOf('E'));
        String mantissa = exponent < 0 ? digits : digits.substring(0, exponent);
        int point = mantissa.indexOf('.');
        int decimals = point < 0 ? 0 : mantissa.length() - point - 1;
        int power = exponent < 0 ? 0 : Integer.parseInt(digits.substring(exponent + 1));
        return decimals == 0 && power == 0 ? 0 : 0.5 * Math.pow(10, power - decimals);
    }

    /** A share as a fraction: {@code 90 %} is 0.9. */
    Quantity fraction() {
        return unit.equals("%") ? new Quantity(value / 100, "", Math.max(precision, 0.5) / 100) : this;
    }
}
