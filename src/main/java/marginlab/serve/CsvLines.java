package marginlab.serve;

import java.util.List;
import java.util.stream.Collectors;
import marginlab.file.text.CsvField;

/** CSV (RFC 4180) in which no text is a formula to a spreadsheet: one that looks like one gets an apostrophe before it. */
final class CsvLines {
    private final StringBuilder text = new StringBuilder();

    /** @param fields texts and numbers; null for an empty field */
    void add(List<?> fields) {
        text.append(fields.stream().map(CsvLines::field).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    String text() {
        return text.toString();
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        String plain = String.valueOf(value);
        return value instanceof Number ? plain : CsvField.of(plain);
    }
}
