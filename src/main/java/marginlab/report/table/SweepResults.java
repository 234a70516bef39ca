package marginlab.report.table;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import marginlab.experiment.SeedsUntilDecided;
import marginlab.plan.Trial;
import marginlab.store.record.ImportedFigure;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;

/**
 * What a report is made from: the planned trials of an experiment and what became of them.
 *
 * @param name of the experiment
 * @param description one line or empty
 * @param command runs it again
 * @param baseline label of the objective that others are compared with; empty for none
 * @param trials everything that was planned, in the order of the file
 * @param runs the latest run of each trial that was started; others are ignored
 * @param metrics the figures that a run recorded while training, by trial id
 * @param folders where a run keeps its scores, by trial id; a folder need not exist
 * @param equalWithin the difference within which rows count as equal, a fraction: 0.005 is half a point
 * @param datasets what can still be learned of the data
 * @param until how its seeds come in rounds; absent where they are there from the start
 * @param search that its rows had before; absent where they were trained as they are
 * @param imported figures of others that were entered for it; none of them is ranked, tested or gated
 */
public record SweepResults(
        String name,
        String description,
        String command,
        String baseline,
        List<Trial> trials,
        List<Run> runs,
        Function<String, List<Metric>> metrics,
        Function<String, Path> folders,
        double equalWithin,
        ReportDatasets datasets,
        Optional<SeedsUntilDecided> until,
        Optional<SearchResults> search,
        List<ImportedFigure> imported) {
    /** Half a point. */
    public static final double EQUAL_WITHIN = 0.005;

    public SweepResults {
        trials = List.copyOf(trials);
        runs = List.copyOf(runs);
        imported = List.copyOf(imported);
    }

    /** Results without figures of others, whose seeds are there from the start. */
    public SweepResults(
            String name,
            String description,
            String command,
            String baseline,
            List<Trial> trials,
            List<Run> runs,
            Function<String, List<Metric>> metrics,
            Function<String, Path> folders,
            double equalWithin,
            ReportDatasets datasets) {
        this(
                name,
                description,
                command,
                baseline,
                trials,
                runs,
                metrics,
                folders,
                equalWithin,
                datasets,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Results whose rows count as equal within half a point. */
    public SweepResults(
            String name,
            String description,
            String command,
            String baseline,
            List<Trial> trials,
            List<Run> runs,
            Function<String, List<Metric>> metrics,
            Function<String, Path> folders,
            ReportDatasets datasets) {
        this(name, description, command, baseline, trials, runs, metrics, folders, EQUAL_WITHIN, datasets);
    }

    /** What has started of an experiment, for a page that shows it while it runs. */
    public static SweepResults started(String name, List<Run> runs, Function<String, Path> folders) {
        List<Trial> trials = runs.stream().map(Run::trial).toList();
        return new SweepResults(
                name, "", "", "", trials, runs, id -> List.of(), folders, EQUAL_WITHIN, ReportDatasets.NONE);
    }

    /** Some rows of its table as a sweep of their own. */
    public SweepResults of(String other, List<TableRow> rows) {
        List<Trial> some = rows.stream().flatMap(row -> row.all().stream()).toList();
        Set<String> ids = some.stream().map(Trial::id).collect(Collectors.toSet());
        ResultsCopy copy = new ResultsCopy(this);
        copy.name = other;
        copy.trials = some;
        copy.search = Optional.empty();
        copy.runs = runs.stream().filter(run -> ids.contains(run.trial().id())).toList();
        copy.imported = List.of();
        return copy.results();
    }

    /** The same sweep, which asks for the metrics of a run once. */
    SweepResults remembering() {
        Map<String, List<Metric>> known = new HashMap<>();
        ResultsCopy copy = new ResultsCopy(this);
        copy.metrics = id -> known.computeIfAbsent(id, metrics);
        return copy.results();
    }

    /** The same sweep beside figures of others. */
    public SweepResults beside(List<ImportedFigure> figures) {
        ResultsCopy copy = new ResultsCopy(this);
        copy.imported = figures;
        return copy.results();
    }

    /** The same sweep, whose seeds come in these rounds. */
    public SweepResults until(Optional<SeedsUntilDecided> rule) {
        ResultsCopy copy = new ResultsCopy(this);
        copy.until = rule;
        return copy.results();
    }

    /** The same sweep with those trials alone that its rounds of seeds have had or need now; all where they do not come in rounds. */
    public SweepResults inRounds() {
        return RoundsOfSeeds.of(this, AccuracyTable.of(this))
                .map(rounds -> with(rounds.needed()))
                .orElse(this);
    }

    /** The same sweep beside the search that its rows had. */
    public SweepResults searched(SearchResults before) {
        ResultsCopy copy = new ResultsCopy(this);
        copy.search = Optional.of(before);
        return copy.results();
    }

    /** The same sweep, whose rows are compared with another one. */
    public SweepResults comparedWith(String other) {
        ResultsCopy copy = new ResultsCopy(this);
        copy.baseline = other;
        return copy.results();
    }

    /** The same sweep with these trials alone. */
    public SweepResults with(List<Trial> some) {
        ResultsCopy copy = new ResultsCopy(this);
        copy.trials = some;
        return copy.results();
    }

    /** The same sweep, of whose data something else is known. */
    public SweepResults with(ReportDatasets others) {
        ResultsCopy copy = new ResultsCopy(this);
        copy.datasets = others;
        return copy.results();
    }

    /** A copy, of which some things are to be others. */
    private static final class ResultsCopy {
        private final SweepResults from;
        private String name;
        private List<Trial> trials;
        private List<Run> runs;
        private Function<String, List<Metric>> metrics;
        private ReportDatasets datasets;
        private Optional<SeedsUntilDecided> until;
        private Optional<SearchResults> search;
        private String baseline;
        private List<ImportedFigure> imported;

        ResultsCopy(SweepResults from) {
            this.from = from;
            name = from.name;
            trials = from.trials;
            runs = from.runs;
            metrics = from.metrics;
            datasets = from.datasets;
            until = from.until;
            search = from.search;
            baseline = from.baseline;
            imported = from.imported;
        }

        SweepResults results() {
            return new SweepResults(
                    name,
                    from.description,
                    from.command,
                    baseline,
                    trials,
                    runs,
                    metrics,
                    from.folders,
                    from.equalWithin,
                    datasets,
                    until,
                    search,
                    imported);
        }
    }

    /** The run of a trial, if it was started. */
    public Optional<Run> run(Trial trial) {
        return Optional.ofNullable(byTrial().get(trial.id()));
    }

    public Map<String, Run> byTrial() {
        return runs.stream()
                .collect(Collectors.toMap(run -> run.trial().id(), Function.identity(), (old, late) -> late));
    }
}
