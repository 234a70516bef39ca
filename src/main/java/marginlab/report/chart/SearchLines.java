package marginlab.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.plan.RowSearch.TriedPoint;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.SearchResults;

/** The search of each row: its points, and its best against what was spent. */
final class SearchLines {
    private SearchLines() {}

    /**
     * The search of a row; figures are percent.
     *
     * @param row its number in the table
     * @param label as the experiment has it
     * @param expected points (trainings' worth, expected best) at the shortest length
     * @param best points (trainings' worth, best so far) at the shortest length
     * @param points in the order of the search
     */
    record SearchLine(
            int row, String label, List<List<Number>> expected, List<List<Number>> best, List<SearchedPoint> points) {}

    /**
     * A point of a search.
     *
     * @param length to which it was trained at last
     * @param figure there; null where it diverged
     */
    record SearchedPoint(int number, Map<String, Double> values, String length, Double figure, boolean won) {}

    /** No lines where rows were not searched. */
    static List<SearchLine> of(SearchResults search, AccuracyTable table) {
        List<SearchLine> lines = new ArrayList<>();
        for (SearchProgress row : search.progress()) {
            IntStream.range(0, table.rows().size())
                    .filter(at -> search.isRow(row, table.rows().get(at)))
                    .findFirst()
                    .ifPresent(at -> lines.add(line(search, row, at)));
        }
        return lines;
    }

    private static SearchLine line(SearchResults search, SearchProgress row, int at) {
        List<SearchedPoint> points = new ArrayList<>();
        for (TriedPoint first : row.rungs().get(0)) {
            TriedPoint last = first;
            int length = 0;
            for (int rung = 1; rung < row.rungs().size(); rung++) {
                for (TriedPoint tried : row.rungs().get(rung)) {
                    if (tried.point().equals(first.point()) && tried.concluded().isPresent()) {
                        last = tried;
                        length = rung;
                    }
                }
            }
            if (last.concluded().isPresent()) {
                OptionalDouble figure = search.figure(last);
                points.add(new SearchedPoint(
                        first.point().number(),
                        first.point().values(),
                        row.search().length(length).label(),
                        figure.isPresent() ? ChartData.rounded(100 * figure.getAsDouble()) : null,
                        row.winner().filter(first.point()::equals).isPresent()));
            }
        }
        return new SearchLine(
                at,
                row.search().row().label(),
                spent(row, search.expectedBest(row)),
                spent(row, search.bestSoFar(row)),
                points);
    }

    /** Against trainings' worth, of which a point costs its share. */
    private static List<List<Number>> spent(SearchProgress row, List<Double> figures) {
        var rungs = row.search().halving().rungs();
        double each =
                (double) rungs.get(0).length() / rungs.get(rungs.size() - 1).length();
        return IntStream.range(0, figures.size())
                .mapToObj(i ->
                        List.<Number>of(ChartData.rounded((i + 1) * each), ChartData.rounded(100 * figures.get(i))))
                .toList();
    }
}
