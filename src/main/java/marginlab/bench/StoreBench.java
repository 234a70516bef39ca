package marginlab.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.plan.Trial;
import marginlab.protocol.Protocols;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** How fast a store on this disk is: taking in metrics, listing runs, committing. */
public final class StoreBench {
    private static final int REPEATS = 5;
    private static final int PROTOCOLS = 3;
    private static final int LONGER = 1000; // times the metric rows of a short run
    private static final int TOGETHER = 100; // as when run folders are taken in

    private final Store store;
    private final IntFunction<Trial> trials;
    private final int runs;
    private final int rowsEach;

    private StoreBench(Store store, IntFunction<Trial> trials, int runs, int rowsEach) {
        this.store = store;
        this.trials = trials;
        this.runs = runs;
        this.rowsEach = rowsEach;
    }

    /** The experiment that the first {@link #REPORTED} runs of the store belong to. */
    public static final String EXPERIMENT = "bench";

    private static final int REPORTED = 200;

    /**
     * Fills a new store and measures it.
     *
     * @param location of the store
     * @param trials a trial by a number from 0
     * @param runs for the lists: 10,000 is a busy year
     * @param rowsEach metric rows a run
     */
    public static List<BenchFigure> run(String location, IntFunction<Trial> trials, int runs, int rowsEach)
            throws IOException {
        try (Store store = Store.open(location, StoreMode.OWNER)) {
            return new StoreBench(store, trials, runs, rowsEach).measure();
        }
    }

    private List<BenchFigure> measure() throws IOException {
        List<BenchFigure> figures = new ArrayList<>();
        double[] rates = new double[REPEATS];
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            int first = runs * i / REPEATS;
            int end = runs * (i + 1) / REPEATS;
            List<Trial> batch = new ArrayList<>();
            for (int n = first; n < end; n++) {
                batch.add(trials.apply(n));
                ids.add(batch.get(batch.size() - 1).id());
            }
            List<TrialEvent> events = events(rowsEach);
            long start = System.nanoTime();
            for (int n = 0; n < batch.size(); n += TOGETHER) {
                List<Trial> some = batch.subList(n, Math.min(batch.size(), n + TOGETHER));
                store.together(() -> some.forEach(trial -> store.ingest(trial, events)));
            }
            rates[i] = (double) (end - first) * rowsEach / seconds(start);
        }
        store.keep(EXPERIMENT, "", ids.subList(0, Math.min(REPORTED, runs)));
        Map<String, String> size =
                Map.of("runs", String.valueOf(runs), "metric-rows", String.valueOf((long) runs * rowsEach));
        figures.add(BenchFigure.of("ingest whole runs", size, rates, "rows/s"));
        figures.add(longRuns());
        figures.add(BenchFigure.of("list the newest 50 runs", size, timed(() -> store.latest(50)), "ms"));
        figures.add(BenchFigure.of("list all runs", size, timed(() -> store.runs(ids)), "ms"));
        figures.add(BenchFigure.of("states of all runs", size, timed(() -> store.states(ids)), "ms"));
        figures.add(BenchFigure.of("metrics of one run", size, timed(() -> store.metrics(ids.get(0))), "ms"));
        int[] step = {rowsEach};
        Trial trial = trials.apply(0);
        figures.add(BenchFigure.of(
                "commit one event",
                size,
                timed(() ->
                        store.ingest(trial, List.of(new TrialEvent.Measured(1, ++step[0], 1, Map.of("loss", 1.0))))),
                "ms"));
        return figures;
    }

    /** Journals of long trainings, for which the cost of a run beside its metric rows does not count. */
    private BenchFigure longRuns() {
        double[] rates = new double[REPEATS];
        int rows = LONGER * rowsEach;
        List<TrialEvent> events = events(rows);
        for (int i = 0; i < REPEATS; i++) {
            Trial trial = trials.apply(runs + i);
            long start = System.nanoTime();
            store.ingest(trial, events);
            rates[i] = rows / seconds(start);
        }
        return BenchFigure.of("ingest a long run", Map.of("metric-rows", String.valueOf(rows)), rates, "rows/s");
    }

    private static List<TrialEvent> events(int rowsEach) {
        List<TrialEvent> events = new ArrayList<>();
        events.add(new TrialEvent.Started(1, Instant.EPOCH, Map.of("commit", "0123456789abcdef", "threads", "2")));
        for (int row = 0; row < rowsEach; row += 4) {
            events.add(new TrialEvent.Measured(
                    1,
                    row,
                    1 + row / 100,
                    Map.of("loss", 1.0 / (row + 1), "rate", 0.1, "target-angle", 1.2, "images-per-second", 300.0)));
        }
        List<Double> folds = Stream.generate(() -> 0.9).limit(10).collect(Collectors.toList());
        for (int i = 0; i < PROTOCOLS; i++) {
            Map<String, Double> metrics =
                    Map.of("accuracy", 0.9, "std", 0.01, "auc", 0.95, "val@far=1e-3", 0.5, "xnorm", 20.0);
            events.add(new TrialEvent.Scored(
                    1, new ProtocolOutcome("set" + i, Protocols.ofPairs().label(), new TreeMap<>(metrics), folds)));
        }
        events.add(new TrialEvent.Ended(1, TrialState.DONE, "", 100, Instant.EPOCH));
        return events;
    }

    private static double[] timed(Runnable work) {
        double[] milliseconds = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            work.run();
            milliseconds[i] = 1e3 * seconds(start);
        }
        return milliseconds;
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) * 1e-9;
    }
}
