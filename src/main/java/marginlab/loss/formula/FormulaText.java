package marginlab.loss.formula;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a formula and how far it is read: its symbols one after the other, and what stands in place of an expected one. */
final class FormulaText {
    static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    static final Pattern COMPARISON = Pattern.compile("<=|>=|<|>");
    private static final Map<Integer, String> LOOKALIKES = Map.of(
            (int) '\u03b8', "theta",
            (int) '\u03c0', "pi",
            (int) '\u2212', "-",
            (int) '\u00d7', "*",
            (int) '\u00b7', "*",
            (int) '\u2264', "<=",
            (int) '\u2265', ">=",
            (int) '\u00b2', "^ 2",
            (int) '\u221a', "sqrt(...)");

    private final String text;
    private int at;

    FormulaText(String text) {
        this.text = text;
    }

    /** What ends the reading. */
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int offset;
        private final String found;
        private final String expected;
        private final String hint;

        private UnreadableException(int offset, String found, String expected, String hint) {
            super(found, null, false, false);
            this.offset = offset;
            this.found = found;
            this.expected = expected;
            this.hint = hint;
        }

        /** Characters of the formula before the place. */
        int offset() {
            return offset;
        }

        String found() {
            return found;
        }

        String expected() {
            return expected;
        }

        String hint() {
            return hint;
        }
    }

    static UnreadableException unreadable(int offset, String found, String expected, String hint) {
        return new UnreadableException(offset, found, expected, hint);
    }

    /** What stands here cannot be read. */
    UnreadableException unreadable(String found, String expected, String hint) {
        return unreadable(at, found, expected, hint);
    }

    int length() {
        return text.length();
    }

    boolean ended() {
        return at >= text.length();
    }

    boolean startsWith(String symbols) {
        return text.startsWith(symbols, at);
    }

    /** Where the next symbol stands. */
    int next() {
        space();
        return at;
    }

    /** {@code 2 theta} is what people write on paper. */
    String missingOperator() {
        if (ended()) {
            return "";
        }
        char next = text.charAt(at);
        if (text.startsWith("==", at) || next == '=') {
            return "Comparisons are <, <=, > and >=";
        }
        return Character.isLetterOrDigit(next) && !LOOKALIKES.containsKey((int) next) || next == '('
                ? "A product needs its *"
                : lookalike(next);
    }

    /** What to write in place of the character here; empty where it is none that people take for one of ours. */
    String lookalike() {
        return ended() ? "" : lookalike(text.codePointAt(at));
    }

    private static String lookalike(int character) {
        String ours = LOOKALIKES.get(character);
        return ours == null ? "" : "Write " + ours;
    }

    boolean accept(char symbol) {
        space();
        boolean here = at < text.length() && text.charAt(at) == symbol;
        at += here ? 1 : 0;
        space();
        return here;
    }

    private void space() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    String match(Pattern pattern) {
        space();
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        String found = matcher.group();
        space();
        return found;
    }

    /** What stands here, for a person. */
    String here() {
        if (at >= text.length()) {
            return "the end";
        }
        Matcher name = NAME.matcher(text).region(at, text.length());
        return name.lookingAt() ? shortened(name.group()) : new String(Character.toChars(text.codePointAt(at)));
    }

    static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
