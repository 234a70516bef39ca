package marginlab.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.report.table.Cell.MissingSeed;

/** What a row lacks, in words: a seed that has no accuracy on any set is one line. */
final class MissingCells {
    private MissingCells() {}

    static List<String> of(TableRow row) {
        Map<MissingSeed, List<String>> sets = new LinkedHashMap<>();
        for (Cell cell : row.cells()) {
            cell.gaps()
                    .forEach(gap ->
                            sets.computeIfAbsent(gap, g -> new ArrayList<>()).add(cell.set()));
        }
        long asked = row.cells().stream().filter(cell -> cell.planned() > 0).count();
        return sets.entrySet().stream()
                .map(gap -> row.label()
                        + (gap.getValue().size() == asked ? "" : " on " + String.join(", ", gap.getValue()))
                        + ": " + text(gap.getKey()))
                .toList();
    }

    private static String text(MissingSeed gap) {
        return gap.label() + (gap.reason().isEmpty() ? "" : " (" + gap.reason() + ")");
    }
}
