package marginlab.experiment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands {@code 0.2..0.5 by 0.05}, both ends included, in exact decimal steps; {@code 20deg..40deg by 5deg} too. */
final class Range {
    private static final String NUMBER = "(-?\\d{1,9}(?:\\.\\d{1,9})?)(deg)?";
    private static final Pattern FORM =
            Pattern.compile(NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "(?:\\s+by\\s+" + NUMBER + ")?");

    private Range() {}

    /** All texts that a text with any number of ranges stands for. */
    static List<Expanded> expand(String text, int offset) throws BraceException {
        List<Expanded> all = List.of(new Expanded(List.of()));
        Matcher range = FORM.matcher(text);
        int from = 0;
        while (range.find()) {
            all = Braces.cross(all, plain(text.substring(from, range.start()), offset + from));
            all = Braces.cross(all, values(range, offset + range.start()));
            from = range.end();
        }
        return Braces.cross(all, plain(text.substring(from), offset + from));
    }

    private static List<Expanded> plain(String text, int offset) {
        return List.of(new Expanded(text.isEmpty() ? List.of() : List.of(new Expanded.Piece(text, offset))));
    }

    private static List<Expanded> values(Matcher range, int offset) throws BraceException {
        String found = "the range " + range.group();
        if (range.group(5) == null) {
            throw new BraceException(offset, found, "its step too: " + range.group() + " by 0.05");
        }
        String unit = range.group(2) == null ? "" : "deg";
        boolean oneUnit = unit.isEmpty()
                ? range.group(4) == null && range.group(6) == null
                : range.group(4) != null && range.group(6) != null;
        if (!oneUnit) {
            throw new BraceException(offset, found, "one unit for both ends and the step");
        }
        BigDecimal low = new BigDecimal(range.group(1));
        BigDecimal high = new BigDecimal(range.group(3));
        BigDecimal step = new BigDecimal(range.group(5));
        if (step.signum() <= 0 || low.compareTo(high) > 0) {
            throw new BraceException(offset, found, "a range that rises, with a step above 0");
        }
        BigDecimal[] count = high.subtract(low).divideAndRemainder(step);
        if (count[1].signum() != 0) {
            throw new BraceException(offset, found, "a step that leads from " + low + " to " + high + " exactly");
        }
        if (count[0].compareTo(BigDecimal.valueOf(Braces.MOST)) >= 0) {
            throw new BraceException(offset, found, "at most " + Braces.MOST + " values");
        }
        List<Expanded> values = new ArrayList<>();
        for (BigDecimal value = low; value.compareTo(high) <= 0; value = value.add(step)) {
            String text = value.stripTrailingZeros().toPlainString() + unit;
            values.add(new Expanded(List.of(new Expanded.Piece(text, offset))));
        }
        return values;
    }
}
