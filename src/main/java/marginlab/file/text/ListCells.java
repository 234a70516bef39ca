package marginlab.file.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a line of a list. One in quotes, as spreadsheets and R write it, ends at its quote: a separator in it belongs to it,
 * and two quotes are one (RFC 4180). A quote within a part stands for itself. What a quote lacks is thrown as an {@link
 * IllegalArgumentException} that says what was expected.
 */
public final class ListCells {
    private ListCells() {}

    /** Parts between commas, without the blanks around them. */
    public static String[] betweenCommas(String line) {
        return of(line, ',');
    }

    /** Parts between tabs, where there are none between commas if one stands at a quote, or else between blanks. */
    public static String[] betweenBlanks(String line) {
        String text = line.strip();
        if (text.indexOf('\t') >= 0) {
            return of(text, '\t');
        }
        if (text.indexOf('"') < 0) {
            return text.split("\\s+");
        }
        return isQuotedAtComma(text) ? of(text, ',') : ofBlanks(text, false);
    }

    /** Parts between blanks, commas, or both together. */
    public static String[] betweenBlanksOrCommas(String line) {
        return ofBlanks(line.strip(), true);
    }

    /** Whether a comma stands before a quote that begins a part or after one that ends it, as in files of spreadsheets. */
    private static boolean isQuotedAtComma(String text) {
        boolean isInside = false;
        boolean isAfterComma = false;
        boolean isAfterQuote = false;
        for (char character : text.toCharArray()) {
            if (character == '"') {
                if (!isInside && isAfterComma) {
                    return true;
                }
                isInside = !isInside;
                isAfterQuote = !isInside;
                isAfterComma = false;
            } else if (!isInside && !Character.isWhitespace(character)) {
                isAfterComma = character == ',';
                if (isAfterComma && isAfterQuote) {
                    return true;
                }
                isAfterQuote = false;
            }
        }
        return false;
    }

    /** A whole line as one name, which may stand in quotes. */
    public static String whole(String line) {
        String text = line.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text;
    }

    /** With blanks around a separator that are part of neither side. */
    private static String[] of(String line, char separator) {
        List<String> cells = new ArrayList<>();
        for (int at = 0; at <= line.length(); at++) {
            int start = at;
            while (start < line.length()
                    && line.charAt(start) != separator
                    && Character.isWhitespace(line.charAt(start))) {
                start++;
            }
            if (start < line.length() && line.charAt(start) == '"') {
                StringBuilder cell = new StringBuilder();
                int close = quoted(line, start + 1, cell);
                int end = line.indexOf(separator, close);
                at = end < 0 ? line.length() : end;
                requireBlank(line.substring(close, at), separator == ',' ? "a comma" : "a separator");
                cells.add(cell.toString());
            } else {
                int end = line.indexOf(separator, start);
                at = end < 0 ? line.length() : end;
                cells.add(line.substring(start, at).strip());
            }
        }
        return cells.toArray(String[]::new);
    }

    private static boolean separates(char character, boolean commas) {
        return Character.isWhitespace(character) || commas && character == ',';
    }

    private static String[] ofBlanks(String line, boolean commas) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (separates(line.charAt(at), commas)) {
                at++;
                continue;
            }
            StringBuilder cell = new StringBuilder();
            boolean isQuoted = line.charAt(at) == '"';
            at = isQuoted ? quoted(line, at + 1, cell) : at;
            int from = at;
            while (at < line.length() && !separates(line.charAt(at), commas)) {
                at++;
            }
            String rest = line.substring(from, at);
            if (isQuoted) {
                requireBlank(rest, "a blank or a tab");
            }
            cells.add(cell + rest);
        }
        return cells.toArray(String[]::new);
    }

    private static void requireBlank(String rest, String separator) {
        if (!rest.isBlank()) {
            throw new IllegalArgumentException(
                    separator + " after the quote that ends a part, not '" + rest.strip() + "'");
        }
    }

    /** The end of a part behind its quote. */
    private static int quoted(String line, int from, StringBuilder cell) {
        for (int at = from; at < line.length(); at++) {
            char character = line.charAt(at);
            if (character == '"' && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                at++;
            } else if (character == '"') {
                return at + 1;
            }
            cell.append(character);
        }
        throw new IllegalArgumentException("the quote that ends a part");
    }
}
