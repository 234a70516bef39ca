package marginlab.report.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.plan.RowSearch.TriedPoint;
import marginlab.report.table.Findings;
import marginlab.report.table.SearchResults;

/**
 * The search that rows had before their seeds as JSON.
 *
 * @param on the set that it went by, with its figure
 * @param over whether every row has a winner
 * @param untuned the table of the rows as the experiment has them; absent while the search is open, when it is the table itself
 * @param untunedVerdicts those of that table
 * @param changed verdicts that the search changed
 */
record JsonSearch(
        String on,
        String figure,
        double budget,
        boolean over,
        List<SearchedRowResult> rows,
        Optional<List<TableJson.RowJson>> untuned,
        Optional<List<JsonVerdict>> untunedVerdicts,
        Optional<List<Change>> changed) {

    /**
     * The search of a row.
     *
     * @param winner the number of the point that it is trained with
     * @param expectedBest of 1 to all points at the shortest length
     * @param bestSoFar of the first 1 to all points at the shortest length
     * @param trainings that it cost so far, whole ones
     */
    record SearchedRowResult(
            String row,
            Optional<Integer> winner,
            List<Point> points,
            List<Double> expectedBest,
            List<Double> bestSoFar,
            double trainings,
            double seconds) {}

    /** A point with the lengths to which it was trained. */
    record Point(int number, Map<String, Double> values, List<Length> lengths) {}

    /** A training of a point; without a figure it diverged or is not over. */
    record Length(String length, String trial, boolean over, OptionalDouble figure) {}

    /** A verdict that the search changed. */
    record Change(String column, String untuned, String tuned, String before, String after) {}

    static Optional<JsonSearch> of(Findings findings) {
        return findings.sweep().search().map(search -> of(search, findings));
    }

    private static JsonSearch of(SearchResults search, Findings findings) {
        return new JsonSearch(
                search.column().set(),
                search.column().metric().name(),
                search.budget(),
                search.isOver(),
                search.progress().stream().map(row -> row(search, row)).toList(),
                findings.untuned().map(before -> TableJson.rows(before.table(), true)),
                findings.untuned()
                        .map(before -> before.comparisons().stream()
                                .map(one -> JsonVerdict.of(one, before))
                                .toList()),
                findings.untuned()
                        .map(before -> findings.tunedVerdicts().stream()
                                .filter(one -> one.isChanged())
                                .map(one -> new Change(
                                        one.column().name(),
                                        one.untuned(),
                                        one.tuned(),
                                        one.before().label(),
                                        one.after().label()))
                                .toList()));
    }

    private static SearchedRowResult row(SearchResults search, SearchProgress row) {
        return new SearchedRowResult(
                row.search().row().label(),
                row.winner().map(point -> point.number()),
                row.search().points().stream()
                        .map(point -> new Point(
                                point.number(),
                                point.values(),
                                IntStream.range(0, row.rungs().size())
                                        .boxed()
                                        .flatMap(rung -> row.rungs().get(rung).stream()
                                                .filter(tried -> tried.point().number() == point.number())
                                                .map(tried -> length(search, row, rung, tried)))
                                        .toList()))
                        .toList(),
                search.expectedBest(row),
                search.bestSoFar(row),
                search.trainings(row),
                search.seconds(row));
    }

    private static Length length(SearchResults search, SearchProgress row, int rung, TriedPoint tried) {
        return new Length(
                row.search().length(rung).label(),
                tried.trial().id(),
                tried.concluded().isPresent(),
                search.figure(tried));
    }
}
