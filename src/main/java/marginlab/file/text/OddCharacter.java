package marginlab.file.text;

import java.util.Locale;
import java.util.Optional;

/**
 * A character that looks like one that a file's grammar knows, and is not: a no-break space, a full-width colon, a curly quote, a
 * mark without width. Word processors, web pages and input methods write them.
 *
 * @param offset in the text, in {@code char}s
 * @param point its number in Unicode
 */
public record OddCharacter(int offset, int point) {
    private static final String QUOTES_AND_DASHES =
            "\u2018\u2019\u201a\u201c\u201d\u201e\u2010\u2011\u2012\u2013\u2014\u2212";

    /** The first of a range of a text. */
    public static Optional<OddCharacter> in(String text, int from, int to) {
        for (int at = from; at < to; at += Character.charCount(text.codePointAt(at))) {
            if (isOdd(text.codePointAt(at))) {
                return Optional.of(new OddCharacter(at, text.codePointAt(at)));
            }
        }
        return Optional.empty();
    }

    private static boolean isOdd(int point) {
        boolean isFullWidth = point >= 0xFF01 && point <= 0xFF5E;
        return isUnseen(point) || isFullWidth || QUOTES_AND_DASHES.indexOf(point) >= 0;
    }

    private static boolean isUnseen(int point) {
        int type = Character.getType(point);
        return point == '\t'
                || point != ' ' && type == Character.SPACE_SEPARATOR
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.CONTROL && point != '\n' && point != '\r';
    }

    /** Whether a person sees no difference to a blank, a colon or nothing. */
    public boolean isUnseen() {
        return isUnseen(point) || point == '\uFF1A';
    }

    /** {@code a no-break space (U+00A0)}. */
    public String name() {
        String name = Optional.ofNullable(Character.getName(point))
                .orElse("character")
                .toLowerCase(Locale.ROOT);
        String called = point == '\t' ? "tab" : point == '\uFEFF' ? "byte order mark" : name;
        return ("aeiou".indexOf(called.charAt(0)) >= 0 ? "an " : "a ")
                + called
                + String.format(Locale.ROOT, " (U+%04X)", point);
    }
}
