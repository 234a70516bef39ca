package marginlab.file.text;

/** A text as a field of a CSV file (RFC 4180) that spreadsheets open. */
public final class CsvField {
    private CsvField() {}

    /**
     * In quotes where it has a comma, a quote or an end of a line. A leading {@code = + - @}, tab or end of a line would make it a
     * formula in a spreadsheet, so it gets an apostrophe.
     */
    public static String of(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
