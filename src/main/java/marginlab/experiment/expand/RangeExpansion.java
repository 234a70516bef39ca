package marginlab.experiment.expand;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands {@code 0.2..0.5 by 0.05}, both ends included, in exact decimal steps; {@code 20deg..40deg by 5deg} too. */
final class RangeExpansion {
    /** A word that may be a number, whole: of {@code 1e-9} the 1 alone would be another number. */
    private static final String WORD = "(?<![^\\s,(){}*+])([^\\s,(){}*+]{1,40}?)";

    private static final String END = "(?![^\\s,(){}*+])";
    private static final Pattern FORM =
            Pattern.compile(WORD + "\\s*\\.\\.\\s*([^\\s,(){}*+]{1,40})" + END + "(?:\\s+by\\s+" + WORD + END + ")?");
    private static final Pattern NUMBER =
            Pattern.compile("(-?(?:\\d{1,9}\\.?\\d{0,9}|\\.\\d{1,9})(?:[eE]-?\\d{1,2})?)(deg|rad|)");

    private RangeExpansion() {}

    /** All texts that a text with any number of ranges stands for. */
    static List<ExpandedText> expand(String text, int offset) throws BraceException {
        List<ExpandedText> all = List.of(new ExpandedText(List.of()));
        Matcher range = FORM.matcher(text);
        int from = 0;
        while (range.find()) {
            all = Braces.cross(all, plain(text.substring(from, range.start()), offset + from));
            all = Braces.cross(all, values(range, offset + range.start()));
            from = range.end();
        }
        return Braces.cross(all, plain(text.substring(from), offset + from));
    }

    private static List<ExpandedText> plain(String text, int offset) {
        return List.of(new ExpandedText(text.isEmpty() ? List.of() : List.of(new ExpandedText.Piece(text, offset))));
    }

    private static List<ExpandedText> values(Matcher range, int offset) throws BraceException {
        String found = "the range " + range.group();
        Matcher first = number(range.group(1), found, offset);
        Matcher last = number(range.group(2), found, offset);
        if (range.group(3) == null) {
            throw new BraceException(offset, found, "its step too: " + range.group() + " by 0.05");
        }
        Matcher by = number(range.group(3), found, offset);
        String unit = first.group(2);
        if (!unit.equals(last.group(2)) || !unit.equals(by.group(2))) {
            throw new BraceException(offset, found, "one unit for both ends and the step");
        }
        BigDecimal low = new BigDecimal(first.group(1));
        BigDecimal high = new BigDecimal(last.group(1));
        BigDecimal step = new BigDecimal(by.group(1));
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
        List<ExpandedText> values = new ArrayList<>();
        for (BigDecimal value = low; value.compareTo(high) <= 0; value = value.add(step)) {
            String text = value.stripTrailingZeros().toPlainString() + unit;
            values.add(new ExpandedText(List.of(new ExpandedText.Piece(text, offset))));
        }
        return values;
    }

    private static Matcher number(String word, String found, int offset) throws BraceException {
        Matcher number = NUMBER.matcher(word);
        if (!number.matches()) {
            throw new BraceException(offset, found, "numbers such as 0.2..0.5 by 0.05, of at most nine digits");
        }
        return number;
    }
}
