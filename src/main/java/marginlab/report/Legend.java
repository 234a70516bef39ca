package marginlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the figures of a table are, under every table. */
final class Legend {
    private Legend() {}

    static List<String> of(Table table) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Accuracy in percent at the last epoch: mean ± sample standard deviation over seeds (number of seeds)."
                        + " The best of a column is bold, the second underlined, by the figures as printed.");
        boolean level =
                table.rows().stream().flatMap(row -> row.cells().stream()).anyMatch(Cell::level);
        if (level) {
            lines.add("≈ the best of its column, or not worse beyond the noise between seeds"
                    + " (t-test paired by seed with the scatter of the column, 5 %, Holm); few seeds make that easy.");
        }
        Set<String> differences = new TreeSet<>();
        table.rows()
                .forEach(row -> row.cells()
                        .forEach(cell ->
                                cell.references().forEach(reference -> differences.addAll(reference.differences()))));
        boolean referenced = table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .anyMatch(cell -> !cell.references().isEmpty());
        if (referenced) {
            lines.add("Paper: " + Published.shipped().source() + ", "
                    + Published.shipped().table() + ".");
        }
        if (!differences.isEmpty()) {
            lines.add("* Another setting, shown for orientation only: "
                    + differences.stream().collect(Collectors.joining("; ")) + ".");
        }
        lines.add("The number of pairs alone leaves an uncertainty that seeds do not show;"
                + " a higher mean is not yet a better loss.");
        return lines;
    }
}
