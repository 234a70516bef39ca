package marginlab.serve;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import marginlab.file.LinkFreeFile;
import marginlab.report.compare.RunComparison;
import marginlab.serve.RunOutlines.RunPage;
import marginlab.store.Store;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.StoreChanges.ExperimentChange;
import marginlab.store.record.TrialState;

/** What the page asks for, as JSON. */
final class LiveApi implements AutoCloseable {
    private static final int LISTED = 100;
    private static final int RUNNING = 8;
    private static final int COMPARED = 8;
    private static final int LOG_BYTES = 64 * 1024;

    private final Store store;
    private final Function<String, Path> folders;
    private final RunOutlines outlines;
    private final TableCache tables;
    private TrainingRuns training = new TrainingRuns(0, List.of());

    /** The runs that train, at one moment. */
    private record TrainingRuns(long version, List<RunJson> runs) {}

    /** What the first page shows. */
    record Runs(List<RunJson> runs, Map<String, Long> counts, List<RunJson> running, List<String> experiments) {}

    LiveApi(Store store, Function<String, Path> folders) {
        this.store = store;
        this.folders = folders;
        this.outlines = new RunOutlines(store);
        this.tables = new TableCache(store, folders);
    }

    /** Changes whenever a run starts, moves on or ends, and whenever a table was made of it. */
    String fingerprint() {
        return outlines.now().version() + " " + tables.version();
    }

    /** The newest runs that are asked for, how many there are in each state, those that train, and the experiments. */
    Runs runs(String text, String state) {
        RunPage page = outlines.now();
        Map<String, Long> counts = new LinkedHashMap<>();
        page.counts().forEach((one, count) -> counts.put(one.label(), count));
        return new Runs(
                page.search(text, state, LISTED).stream().map(RunJson::summary).toList(),
                counts,
                running(page),
                page.experiments().stream().map(ExperimentChange::name).toList());
    }

    /** The same for all pages that ask of one moment. */
    private synchronized List<RunJson> running(RunPage page) {
        if (training.version() != page.version()) {
            List<Run> running = page.search("", TrialState.RUNNING.label(), RUNNING);
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

    /** One run with its curves and the end of its log. */
    RunJson run(String id) throws IOException {
        Shown shown = store.atOnce(reading -> {
            Run run = reading.find(id);
            return new Shown(run, reading.metrics(run.trial().id()));
        });
        return RunJson.whole(
                shown.run(), shown.metrics(), log(shown.run().trial().id()));
    }

    private record Shown(Run run, List<Metric> metrics) {}

    /** Up to eight runs side by side. */
    List<RunComparison.ComparedSetting> compare(String ids, boolean onlyChanged) {
        List<Run> runs = store.atOnce(reading -> Arrays.stream(ids.split(","))
                .filter(id -> !id.isBlank())
                .limit(COMPARED)
                .map(reading::find)
                .toList());
        return runs.isEmpty() ? List.of() : RunComparison.of(runs, onlyChanged).lines();
    }

    private String log(String id) throws IOException {
        Path file = LinkFreeFile.of(folders.apply(id), "log.txt");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (SeekableByteChannel log =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            int length = (int) Math.min(LOG_BYTES, log.size());
            log.position(log.size() - length);
            return new String(Channels.newInputStream(log).readNBytes(length), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        tables.close();
    }
}
