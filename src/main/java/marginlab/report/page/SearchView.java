package marginlab.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.plan.RowSearch.TriedPoint;
import marginlab.report.format.Percent;
import marginlab.report.format.RoughDuration;
import marginlab.report.table.Findings;
import marginlab.report.table.SearchResults;
import marginlab.report.table.TunedVerdict;

/**
 * The search that rows had before their seeds, as texts; no rows where they had none.
 *
 * @param on the set that it went by
 * @param rows a line each
 * @param sets the columns of both tables
 * @param verdicts of rows untuned and tuned; none while the search is open
 */
public record SearchView(String on, List<TunedLine> rows, List<String> sets, List<VerdictLine> verdicts) {

    /**
     * The search of a row.
     *
     * @param plan how many points were trained how long
     * @param winner what the row is trained with, or that its search is open
     * @param shortest the best figure of all points at the shortest length
     * @param whole the winner's at the whole length
     * @param cost in trainings, and the time
     * @param diverged how many points did
     */
    public record TunedLine(
            String row, String plan, String winner, String shortest, String whole, String cost, String diverged) {}

    /**
     * A row against the baseline.
     *
     * @param texts one a column: {@code worse}, or {@code worse → undecided}
     * @param changed whether it changed, one a column
     */
    public record VerdictLine(String row, List<String> texts, List<Boolean> changed) {}

    static SearchView of(Findings findings) {
        Optional<SearchResults> search = findings.sweep().search();
        if (search.isEmpty()) {
            return new SearchView("", List.of(), List.of(), List.of());
        }
        List<String> sets = findings.table().withAverage().stream()
                .map(column -> column.name())
                .toList();
        return new SearchView(
                search.get().column().name(),
                search.get().progress().stream()
                        .map(row -> line(search.get(), row))
                        .toList(),
                sets,
                verdicts(findings.tunedVerdicts(), sets));
    }

    private static TunedLine line(SearchResults search, SearchProgress row) {
        List<Double> best = search.bestSoFar(row);
        int last = row.search().halving().rungs().size() - 1;
        OptionalDouble whole = row.rungs().size() <= last
                ? OptionalDouble.empty()
                : row.rungs().get(last).stream()
                        .filter(tried ->
                                row.winner().filter(tried.point()::equals).isPresent())
                        .map(search::figure)
                        .findFirst()
                        .orElse(OptionalDouble.empty());
        List<String> plan = new ArrayList<>();
        for (int rung = 0; rung < row.rungs().size(); rung++) {
            List<TriedPoint> tried = row.rungs().get(rung);
            // The unit stands once, at the end.
            String length = row.search().length(rung).text();
            plan.add(tried.size() + " × "
                    + (rung + 1 < row.rungs().size() ? length.substring(0, length.indexOf(' ')) : length));
        }
        long diverged = search.diverged(row);
        return new TunedLine(
                row.search().row().label(),
                String.join(", ", plan),
                row.winner().map(point -> point.text()).orElse("search is open"),
                best.isEmpty() ? "–" : Percent.of(best.get(best.size() - 1)),
                whole.isPresent() ? Percent.of(whole.getAsDouble()) : "–",
                String.format(Locale.ROOT, "%.1f", search.trainings(row)) + " trainings, "
                        + RoughDuration.text(search.seconds(row)),
                diverged == 0 ? "none" : String.valueOf(diverged));
    }

    private static List<VerdictLine> verdicts(List<TunedVerdict> verdicts, List<String> sets) {
        return verdicts.stream()
                .map(TunedVerdict::untuned)
                .distinct()
                .map(row -> {
                    List<String> texts = new ArrayList<>();
                    List<Boolean> changed = new ArrayList<>();
                    for (String set : sets) {
                        Optional<TunedVerdict> one = verdicts.stream()
                                .filter(verdict -> verdict.untuned().equals(row)
                                        && verdict.column().name().equals(set))
                                .findFirst();
                        texts.add(one.map(SearchView::text).orElse("–"));
                        changed.add(one.filter(TunedVerdict::isChanged).isPresent());
                    }
                    return new VerdictLine(row, texts, changed);
                })
                .toList();
    }

    private static String text(TunedVerdict verdict) {
        return verdict.isChanged()
                ? verdict.before().label() + " → " + verdict.after().label()
                : verdict.after().label();
    }
}
