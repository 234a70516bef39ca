package marginlab.progress;

import java.util.List;

/**
 * A line that says how far something is: {@code [####------] images of lfw: 450 of 1000, 0:04 left}.
 *
 * @param fraction that is done, from 0 to 1
 * @param name of the work
 * @param details the most telling first: the last are left out where the terminal is narrow
 */
public record StatusLine(double fraction, String name, List<String> details) {
    private static final List<Integer> BARS = List.of(20, 10);
    private static final String CUT = "...";

    public StatusLine {
        details = List.copyOf(details);
    }

    /** As much as there is room for, never a part of a detail; the first detail comes before the bar. */
    String text(int columns) {
        String first = name + (details.isEmpty() ? "" : ": " + details.get(0));
        String bar = BARS.stream()
                .filter(length -> length <= columns / 5)
                .map(this::bar)
                .filter(one -> width(one) + width(first) <= columns)
                .findFirst()
                .orElse("");
        StringBuilder text = new StringBuilder(cut(bar + name, columns));
        String separator = ": ";
        for (String detail : details) {
            if (width(text) + separator.length() + width(detail) > columns) {
                break;
            }
            text.append(separator).append(detail);
            separator = ", ";
        }
        return text.toString();
    }

    private String bar(int length) {
        int full = (int) Math.round(length * Math.max(0, Math.min(1, fraction)));
        return "[" + "#".repeat(full) + "-".repeat(length - full) + "] ";
    }

    /** A text that is no wider than so many columns. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int room = columns - CUT.length();
        StringBuilder start = new StringBuilder();
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            room -= width(text.codePointAt(at));
            if (room < 0) {
                break;
            }
            start.appendCodePoint(text.codePointAt(at));
        }
        return start + CUT.substring(0, Math.max(0, Math.min(CUT.length(), columns)));
    }

    /** Columns that a terminal needs for a text. */
    static int width(CharSequence text) {
        return text.codePoints().map(StatusLine::width).sum();
    }

    private static int width(int letter) {
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
