package marginlab.command.context;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.file.json.Json;

/** How verbs print: JSON documents and tables of text. */
public final class CommandOutput {
    private CommandOutput() {}

    /** One document on standard output: a record, or a list of them. */
    public static void json(PrintWriter out, Object document) {
        out.println(Json.indented(document));
        out.flush();
    }

    /** A fraction as a percentage with two decimals. */
    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }

    /** So many things by name: {@code 1 trial}, {@code 2 trials}. */
    public static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** Rows under a heading, columns as wide as their widest cell; the last one is as long as it is. */
    public static void table(PrintWriter out, List<String> heading, List<List<String>> rows) {
        int columns = heading.size();
        int[] widths = IntStream.range(0, columns)
                .map(c -> Math.max(
                        heading.get(c).length(),
                        rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0)))
                .toArray();
        line(out, heading, widths);
        rows.forEach(row -> line(out, row, widths));
        out.flush();
    }

    private static void line(PrintWriter out, List<String> cells, int[] widths) {
        String text = IntStream.range(0, cells.size())
                .mapToObj(
                        c -> cells.get(c) + " ".repeat(widths[c] - cells.get(c).length()))
                .collect(Collectors.joining("  "));
        out.println(text.stripTrailing());
    }
}
