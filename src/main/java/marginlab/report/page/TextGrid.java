package marginlab.report.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table of texts on a page that compares.
 *
 * @param title over it
 * @param note under it, one line or empty
 * @param heads of its columns
 * @param rows of as many texts
 */
public record TextGrid(String title, String note, List<String> heads, List<List<String>> rows) {
    /** A figure, an interval of two, or that there is none. */
    private static final Pattern FIGURE = Pattern.compile("(([<>] )?[+-]?[0-9.]+( to [+-]?[0-9.]+)?|-|)");

    public TextGrid {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** A class name a column: {@code number} where it holds figures only, else {@code free}. */
    public List<String> kinds() {
        return IntStream.range(0, heads.size())
                .mapToObj(column -> column > 0
                                && rows.stream()
                                        .allMatch(row ->
                                                FIGURE.matcher(row.get(column)).matches())
                        ? "number"
                        : "free")
                .toList();
    }
}
