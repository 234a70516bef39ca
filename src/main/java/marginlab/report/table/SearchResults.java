package marginlab.report.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import marginlab.experiment.setting.SetReading;
import marginlab.experiment.setting.Settings;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.plan.RowSearch.TriedPoint;
import marginlab.plan.Trial;
import marginlab.plan.TuningSearch;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.ExpectedBest;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * The search that rows had before their seeds were trained, and what the rows are without it.
 *
 * @param column the set that it went by, and its figure
 * @param budget trainings' worth of compute that a row has at most
 * @param progress of every row, in their order
 * @param runs of its trainings
 * @param untuned the rows as the experiment's file has them
 */
public record SearchResults(
        ScoredColumn column, double budget, List<SearchProgress> progress, List<Run> runs, SweepResults untuned) {
    public SearchResults {
        progress = List.copyOf(progress);
        runs = List.copyOf(runs);
    }

    /** The search as far as these runs of it tell. */
    public static SearchResults of(TuningSearch search, Collection<Run> runs, SweepResults untuned) {
        ScoredColumn column = column(search, runs);
        double budget = search.experiment().tuning().orElseThrow().budget();
        return new SearchResults(column, budget, progress(search, runs), List.copyOf(runs), untuned);
    }

    /** How far the search of each row is. */
    public static List<SearchProgress> progress(TuningSearch search, Collection<Run> runs) {
        return search.progress(concluded(column(search, runs), runs));
    }

    private static ScoredColumn column(TuningSearch search, Collection<Run> runs) {
        return ScoredColumn.of(
                search.experiment().tuning().orElseThrow().on(),
                SetReading.USUAL,
                runs.stream().flatMap(run -> run.outcomes().stream()).toList());
    }

    /** As they count: the larger the better. */
    private static Map<String, OptionalDouble> concluded(ScoredColumn column, Collection<Run> runs) {
        Map<String, OptionalDouble> concluded = new HashMap<>();
        for (Run run : runs) {
            if (run.state() == TrialState.DONE) {
                Optional<Double> figure = column.value(run.outcomes());
                concluded.put(
                        run.trial().id(),
                        figure.isPresent() ? OptionalDouble.of(column.better(figure.get())) : OptionalDouble.empty());
            } else if (run.state() == TrialState.DIVERGED) {
                concluded.put(run.trial().id(), OptionalDouble.empty());
            }
        }
        return concluded;
    }

    /** Whether every row has a winner, with which it is trained. */
    public boolean isOver() {
        return progress.stream().allMatch(row -> row.winner().isPresent());
    }

    /** The figure of a training as the set's protocol has it; empty where it diverged or is not over. */
    public OptionalDouble figure(TriedPoint tried) {
        OptionalDouble counted = tried.concluded().orElse(OptionalDouble.empty());
        return counted.isPresent() ? OptionalDouble.of(column.better(counted.getAsDouble())) : counted;
    }

    /**
     * The figures of the points of a row that were trained the shortest, which is all of them, in the order of the search; of one
     * that diverged the worst of the others, for it must count and has none.
     */
    public List<Double> shortest(SearchProgress row) {
        List<TriedPoint> first = row.rungs().get(0).stream()
                .filter(one -> one.concluded().isPresent())
                .toList();
        OptionalDouble worst = first.stream()
                .flatMapToDouble(one -> one.concluded().orElseThrow().stream())
                .min();
        return worst.isEmpty()
                ? List.of()
                : first.stream()
                        .map(one -> one.concluded().orElseThrow().orElse(worst.getAsDouble()))
                        .toList();
    }

    /** The expected best of 1 to all points at the shortest length. */
    public List<Double> expectedBest(SearchProgress row) {
        return ExpectedBest.of(shortest(row)).stream().map(column::better).toList();
    }

    /** The best of the first 1 to all points at the shortest length. */
    public List<Double> bestSoFar(SearchProgress row) {
        return ExpectedBest.soFar(shortest(row)).stream().map(column::better).toList();
    }

    /** Whether a row of the table is this one: as it was tuned, or while a search is open as it is. */
    public boolean isRow(SearchProgress search, TableRow row) {
        return isOver()
                ? search.winner()
                        .filter(winner -> is(row, winner.objective().label(), winner.settings()))
                        .isPresent()
                : isUntuned(search, row);
    }

    /** Whether a row of the table of untuned rows is this one. */
    boolean isUntuned(SearchProgress search, TableRow row) {
        return is(
                row,
                search.search().row().objective().label(),
                search.search().row().settings());
    }

    private static boolean is(TableRow row, String objective, Settings settings) {
        return row.objective().equals(objective)
                && row.trials().get(0).settings().flat().equals(settings.flat());
    }

    /** What the trainings of a row's search cost, in whole trainings; those that are over. */
    public double trainings(SearchProgress row) {
        double whole = row.search()
                .halving()
                .rungs()
                .get(row.search().halving().rungs().size() - 1)
                .length();
        double sum = 0;
        int before = 0;
        for (int rung = 0; rung < row.rungs().size(); rung++) {
            int length = row.search().halving().rungs().get(rung).length();
            long over = row.rungs().get(rung).stream()
                    .filter(one -> one.concluded().isPresent())
                    .count();
            sum += over * (length - before) / whole;
            before = row.search().goesOn() ? length : 0;
        }
        return sum;
    }

    /** How many points of a row diverged. */
    public long diverged(SearchProgress row) {
        return row.rungs().stream()
                .flatMap(List::stream)
                .filter(one ->
                        one.concluded().filter(figure -> figure.isEmpty()).isPresent())
                .count();
    }

    /** Wall-clock seconds of the trainings of a row's search, the last attempt of each. */
    public double seconds(SearchProgress row) {
        Map<String, Double> seconds =
                runs.stream().collect(Collectors.toMap(run -> run.trial().id(), Run::seconds, (one, late) -> late));
        return row.trials().stream()
                .map(Trial::id)
                .mapToDouble(id -> seconds.getOrDefault(id, 0.0))
                .sum();
    }
}
