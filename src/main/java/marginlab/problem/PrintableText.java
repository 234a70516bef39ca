package marginlab.problem;

import java.util.Locale;
import java.util.Set;

/** A text from a file as a person is shown it: on one line, and without what would move the cursor of a terminal. */
public final class PrintableText {
    /** Characters that are shown; a path has at most 4,096 bytes. */
    private static final int LONGEST = 5000;

    private static final Set<Integer> LINES_AND_FORMATS =
            Set.of((int) Character.FORMAT, (int) Character.LINE_SEPARATOR, (int) Character.PARAGRAPH_SEPARATOR);

    private PrintableText() {}

    /** The text with control and formatting characters as their numbers, cut where it is endless. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            boolean harmless = !Character.isISOControl(point) && !LINES_AND_FORMATS.contains(Character.getType(point));
            line.append(harmless ? Character.toString(point) : String.format(Locale.ROOT, "\\u%04x", point));
        });
        return text.codePointCount(0, text.length()) <= LONGEST ? line.toString() : line + "...";
    }
}
