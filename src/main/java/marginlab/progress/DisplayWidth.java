package marginlab.progress;

import java.util.ArrayList;
import java.util.List;

/** Columns that a terminal needs for texts, and texts made to fit them. */
public final class DisplayWidth {
    private static final String CUT = "...";

    private DisplayWidth() {}

    /** Columns that a terminal needs for a text. */
    public static int of(CharSequence text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** A text that is no wider than so many columns. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int room = columns - CUT.length();
        StringBuilder start = new StringBuilder();
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            room -= of(text.codePointAt(at));
            if (room < 0) {
                break;
            }
            start.appendCodePoint(text.codePointAt(at));
        }
        return start + CUT.substring(0, Math.max(0, Math.min(CUT.length(), columns)));
    }

    /** Text with blanks after it up to so many columns. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /**
     * A line as lines that are no wider than so many columns, broken between words; a longer word has a line of its own. Lines after the
     * first are indented as the first is. Where there are no columns, as in a file, it stays whole.
     */
    public static List<String> wrapped(String line, int columns) {
        if (columns <= 0 || of(line) <= columns) {
            return List.of(line);
        }
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder(indent);
        for (String word : line.strip().split(" ")) {
            boolean isFirst = current.length() == indent.length();
            if (!isFirst && of(current) + 1 + of(word) > columns) {
                lines.add(current.toString());
                current = new StringBuilder(indent);
                isFirst = true;
            }
            current.append(isFirst ? "" : " ").append(word);
        }
        lines.add(current.toString());
        return lines;
    }

    /** A text in pieces that are no wider than so many columns, of which there are at least two. */
    public static List<String> pieces(String text, int columns) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int letter : text.codePoints().toArray()) {
            if (of(piece) + of(letter) > columns) {
                pieces.add(piece.toString());
                piece = new StringBuilder();
            }
            piece.appendCodePoint(letter);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static int of(int letter) {
        switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
                return 0;
            }
            default -> {
                Character.UnicodeBlock block = Character.UnicodeBlock.of(letter);
                boolean isWide = Character.isIdeographic(letter)
                        || letter >= 0x1F300 && letter < 0x1FB00
                        || block == Character.UnicodeBlock.HIRAGANA
                        || block == Character.UnicodeBlock.KATAKANA
                        || block == Character.UnicodeBlock.HANGUL_SYLLABLES
                        || block == Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
                        || block == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS && letter < 0xFF61;
                return isWide ? 2 : 1;
            }
        }
    }
}
