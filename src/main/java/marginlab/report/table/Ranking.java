package marginlab.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import marginlab.protocol.ScoredColumn;
import marginlab.report.table.Cell.Rank;
import marginlab.stats.RowNoise;
import marginlab.stats.Summary;

/** Finds the best and the second best mean of each column, as printed: rows that print the same figure share a place. */
final class Ranking {
    private Ranking() {}

    /**
     * Networks that others trained take no part: nothing here was done to make them better.
     *
     * @param measured so many columns are no average of others, and come first
     */
    static List<TableRow> of(List<TableRow> all, List<ScoredColumn> columns, int measured) {
        Iterator<TableRow> trained = trained(
                        all.stream().filter(TableRow::isTrained).toList(), columns, measured)
                .iterator();
        return all.stream().map(row -> row.isTrained() ? trained.next() : row).toList();
    }

    private static List<TableRow> trained(List<TableRow> rows, List<ScoredColumn> columns, int measured) {
        if (rows.isEmpty()) {
            return rows;
        }
        List<SortedSet<Long>> places = new ArrayList<>();
        for (int column = 0; column < rows.get(0).cells().size(); column++) {
            SortedSet<Long> figures = places(columns.get(column));
            int at = column;
            rows.forEach(
                    row -> row.cells().get(at).summary().map(Ranking::printed).ifPresent(figures::add));
            places.add(figures);
        }
        RowNoise noise = BestGroup.noise(rows, measured);
        List<Set<TableRow>> level = new ArrayList<>();
        for (int column = 0; column < places.size(); column++) {
            level.add(BestGroup.of(rows, column, columns.get(column), noise));
        }
        return rows.stream().map(row -> ranked(row, places, level)).toList();
    }

    /** The best first. */
    private static SortedSet<Long> places(ScoredColumn column) {
        return new TreeSet<>(Comparator.comparingDouble(figure -> -column.better(figure)));
    }

    private static TableRow ranked(TableRow row, List<SortedSet<Long>> places, List<Set<TableRow>> level) {
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column < row.cells().size(); column++) {
            Cell cell = row.cells().get(column);
            List<Long> figures = List.copyOf(places.get(column));
            Rank rank = cell.summary()
                    .map(summary -> rank(figures.indexOf(printed(summary)), figures.size()))
                    .orElse(Rank.OTHER);
            cells.add(cell.ranked(rank, level.get(column).contains(row)));
        }
        return row.with(cells);
    }

    private static Rank rank(int place, int figures) {
        if (figures < 2 || place > 1) {
            return Rank.OTHER;
        }
        return place == 0 ? Rank.BEST : Rank.SECOND;
    }

    /** The mean in hundredths of a percent, which is what a table shows. */
    private static long printed(Summary summary) {
        return Math.round(summary.mean() * 10_000);
    }
}
