package marginlab.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import marginlab.pipeline.TrialCommand;
import marginlab.problem.ProblemException;
import marginlab.report.compare.RunComparison;
import marginlab.serve.RunOutlines.RunPage;
import marginlab.store.Store;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/** What the pages ask for, as JSON. */
final class LiveApi implements AutoCloseable {
    /** Runs side by side at most: more lines are a thicket. */
    static final int COMPARED = 16;

    private static final int RUNNING = 8;

    private final Store store;
    private final Function<String, Path> folders;
    private final RunOutlines outlines;
    private final TableCache tables;
    private final ExperimentList experiments = new ExperimentList();
    private final RunList list;
    private final RunCharts charts;
    private TrainingRuns training = new TrainingRuns(0, List.of());

    /** The runs that train, at one moment. */
    private record TrainingRuns(long version, List<RunJson> runs) {}

    /** What every page shows of the moment. */
    record PresentState(Map<String, Long> counts, List<RunJson> running) {}

    LiveApi(Store store, Function<String, Path> folders) {
        this.store = store;
        this.folders = folders;
        this.outlines = new RunOutlines(store);
        this.list = new RunList(store::lastMetrics, Clock.systemDefaultZone());
        this.tables = new TableCache(store, folders);
        this.charts = new RunCharts(folders);
    }

    /** Changes whenever a run starts, moves on, ends or is spoken of, and whenever a table was made of it. */
    String fingerprint() {
        return outlines.now().version() + " " + tables.version();
    }

    /** All runs as they are now. */
    RunPage page() {
        return outlines.now();
    }

    /** How many runs there are in each state, and those that train. */
    PresentState now() {
        RunPage page = outlines.now();
        Map<String, Long> counts = new LinkedHashMap<>();
        page.counts().forEach((one, count) -> counts.put(one.label(), count));
        return new PresentState(counts, running(page));
    }

    /**
     * Some rows of the runs that are asked for.
     *
     * @param with only the row that holds this run; empty for all rows
     */
    RunList.RunPiece runs(String query, String with, int from, int count) {
        return list.piece(query, with, outlines.now(), from, count);
    }

    /** All of them as CSV. */
    String csv(String query) {
        return list.csv(query, outlines.now());
    }

    /** The names of all columns. */
    RunList.ColumnNames columns() {
        return list.names(outlines.now());
    }

    /** The experiments, the latest first. */
    List<ExperimentList.ExperimentState> experiments() {
        return experiments.of(outlines.now());
    }

    /** The same for all pages that ask of one moment. */
    private synchronized List<RunJson> running(RunPage page) {
        if (training.version() != page.version()) {
            List<Run> running = page.newest().stream()
                    .filter(run -> run.state() == TrialState.RUNNING)
                    .limit(RUNNING)
                    .toList();
            Map<String, List<Metric>> metrics =
                    store.metrics(running.stream().map(run -> run.trial().id()).toList());
            training = new TrainingRuns(
                    page.version(),
                    running.stream()
                            .map(run ->
                                    RunJson.running(run, metrics.get(run.trial().id())))
                            .toList());
        }
        return training.runs();
    }

    /** Reads the runs and makes the table that a page asks for first, so that of thousands of runs it is there when the page is. */
    void prepare() {
        experiment("");
    }

    /** The table of an experiment as far as it is filled; of the latest one where no name is given. */
    HttpAnswer experiment(String name) {
        return tables.of(name, outlines.now());
    }

    /** One run with what people said of it. */
    RunJson run(String id) {
        RunPage page = outlines.now();
        Run run = store.find(id);
        return RunJson.whole(run, page.said(), command(run, page));
    }

    /** What trains it again: of the latest experiment that names it. */
    private Optional<String> command(Run run, RunPage page) {
        List<String> names = page.said().experiments().getOrDefault(run.trial().id(), List.of());
        return page.experiments().stream()
                .filter(experiment -> names.contains(experiment.name()))
                .findFirst()
                .flatMap(experiment -> TrialCommand.of(
                        experiment.name(), store.definition(experiment.name()).orElse(""), run.trial()));
    }

    /** A piece of the log of a run. */
    RunLog log(String id, long after) throws IOException {
        return RunLog.of(folders.apply(store.find(id).trial().id()), after);
    }

    /** One figure of some runs over the course of their trainings. */
    RunCurves curves(List<String> ids, String figure) {
        List<Run> runs = found(ids);
        return RunCurves.of(
                runs, store.metrics(runs.stream().map(run -> run.trial().id()).toList()), figure);
    }

    /** The numbers of the report's charts of some runs. */
    HttpAnswer charts(List<String> ids) {
        return charts.of(found(ids));
    }

    /** Runs side by side. */
    List<RunComparison.ComparedSetting> compare(List<String> ids, boolean onlyChanged) {
        List<String> full = found(ids).stream().map(run -> run.trial().id()).toList();
        List<Run> runs = store.runs(full);
        return runs.isEmpty() ? List.of() : RunComparison.of(runs, onlyChanged).lines();
    }

    /** The outlines of runs by the starts of their ids, in that order. */
    private List<Run> found(List<String> ids) {
        if (ids.size() > COMPARED) {
            throw new RefusedRequest(400, "At most " + COMPARED + " runs are shown side by side");
        }
        RunPage page = outlines.now();
        return ids.stream().map(id -> found(id, page)).distinct().toList();
    }

    private static Run found(String id, RunPage page) {
        Run known = page.byId().get(id);
        if (known != null) {
            return known;
        }
        List<Run> begin = page.newest().stream()
                .filter(run -> run.trial().id().startsWith(id))
                .limit(2)
                .toList();
        if (begin.size() != 1) {
            throw new RefusedRequest(404, begin.isEmpty() ? "There is no such run" : "Several runs begin so");
        }
        return begin.get(0);
    }

    /** Whether a problem is that something asked for is not there. */
    static HttpAnswer missing(ProblemException problem) {
        return HttpAnswer.text(404, problem.getMessage() + "\n");
    }

    @Override
    public void close() {
        tables.close();
    }
}
