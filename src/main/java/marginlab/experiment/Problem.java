package marginlab.experiment;

import java.util.Locale;

/**
 * One thing that is wrong with what the user gave: where, what was found, what was expected, what to do.
 *
 * @param place a file with line and column, a byte offset, a flag: {@code experiments/a.yaml:3:9}
 * @param found what stands there
 * @param expected what would have been right
 * @param hint what to do, or the nearest known name; empty when there is nothing to add
 */
public record Problem(String place, String found, String expected, String hint) {
    /** Characters of a part that is told; a path has at most 4,096 bytes. */
    private static final int LONGEST = 5000;

    public Problem {
        place = printable(place);
        found = printable(found);
        expected = printable(expected);
        hint = hint == null ? "" : printable(hint);
    }

    public Problem(String place, String found, String expected) {
        this(place, found, expected, "");
    }

    /** What a hostile file says may not move the cursor of a terminal or look like two lines. */
    private static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            boolean harmless = !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT;
            line.append(harmless ? Character.toString(point) : String.format(Locale.ROOT, "\\u%04x", point));
        });
        return text.length() <= LONGEST ? line.toString() : line + "...";
    }

    /** One line for a person: {@code place: found X; expected Y. Hint}. */
    @Override
    public String toString() {
        String line = place + ": found " + found + "; expected " + expected;
        return hint.isEmpty() ? line : line + ". " + hint;
    }
}
