package marginlab.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import marginlab.protocol.ScoredColumn;

/**
 * The rows of a table in the order of their average, and which of them are not told apart: what Demsar (2006) draws as critical
 * differences. The average itself is the measure, not a mean rank, which would hang on what other rows there are (Benavoli 2016).
 *
 * @param column the average over the sets, or the only column
 * @param rows their places in the table, the best first; rows without a figure are left out
 * @param means a fraction each
 * @param groups the first and the last of neighbours among them of which no two are told apart; none lies within another
 */
public record LevelRows(ScoredColumn column, List<Integer> rows, List<Double> means, List<Group> groups) {

    /** Neighbours in the order of the average, both ends belonging to them. */
    public record Group(int first, int last) {}

    /** Absent where columns have no average, or fewer than two rows a figure. */
    public static Optional<LevelRows> of(AccuracyTable table) {
        int at = table.average().isPresent() ? table.columns().size() : 0;
        if (table.average().isEmpty() && table.columns().size() != 1) {
            return Optional.empty();
        }
        List<TableRow> all = new ArrayList<>();
        for (TableRow row : table.rows()) {
            all.add(row.with(table.cellsWithAverage(all.size())));
        }
        ScoredColumn column = table.withAverage().get(at);
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < all.size(); row++) {
            if (!all.get(row).cells().get(at).samples().isEmpty()) {
                rows.add(row);
            }
        }
        if (rows.size() < 2) {
            return Optional.empty();
        }
        rows.sort(Comparator.comparingDouble(row -> -column.better(mean(all, row, at))));
        boolean[][] apart =
                BestGroup.apart(all, at, BestGroup.noise(all, table.columns().size()));
        return Optional.of(new LevelRows(
                column, rows, rows.stream().map(row -> mean(all, row, at)).toList(), groups(rows, apart)));
    }

    private static double mean(List<TableRow> rows, int row, int column) {
        return rows.get(row).cells().get(column).summary().orElseThrow().mean();
    }

    private static List<Group> groups(List<Integer> rows, boolean[][] apart) {
        List<Group> groups = new ArrayList<>();
        int reached = -1;
        for (int first = 0; first < rows.size(); first++) {
            int last = first;
            while (last + 1 < rows.size() && isLevel(rows.subList(first, last + 2), apart)) {
                last++;
            }
            if (last > first && last > reached) {
                groups.add(new Group(first, last));
                reached = last;
            }
        }
        return groups;
    }

    private static boolean isLevel(List<Integer> rows, boolean[][] apart) {
        return rows.stream().allMatch(one -> rows.stream().noneMatch(other -> apart[one][other]));
    }
}
