package marginlab.report;

import java.util.List;

/**
 * A table of texts on a page that compares.
 *
 * @param title over it
 * @param note under it, one line or empty
 * @param heads of its columns
 * @param rows of as many texts
 */
public record Grid(String title, String note, List<String> heads, List<List<String>> rows) {
    public Grid {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
