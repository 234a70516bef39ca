package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.run.Journal;
import marginlab.run.RunArchive;
import marginlab.run.RunFolder;
import marginlab.run.SweepListener;
import marginlab.run.coordinate.Coordinator;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/**
 * What a sweep costs beside its trials: planning, scheduling, logging, taking journals in, and looking at the results.
 *
 * @param folder for its files
 * @param trials a trial by a number from 0
 */
record SweepBench(Path folder, IntFunction<Trial> trials) {
    private static final int REPEATS = 3;
    private static final int PLANNED_SEEDS = 1000;
    private static final int SCHEDULED = 60;
    private static final int LOGGED = 25_000;

    private static final String TEN_LOSSES = """
            name: planned
            train: faces
            verify: pairs
            losses: [Softmax, NS, "ArcFace({0.3, 0.4, 0.45, 0.5})", "CosFace({0.2, 0.3, 0.35, 0.4})"]
            seeds: %s
            """;

    /** The figures of everything that needs no results. */
    List<BenchFigure> ofWork() throws IOException {
        return List.of(planning(), scheduling(), logging(), journals());
    }

    /** Two verbs on a store, as whole processes. */
    static List<BenchFigure> ofVerbs(
            Class<?> program, Path folder, String store, String experiment, Map<String, String> size)
            throws IOException {
        List<BenchFigure> figures = new ArrayList<>();
        String out = folder.resolve("reports").toString();
        Map<String, List<String>> verbs = new TreeMap<>(Map.of(
                "ls", List.of("ls", "--store", store),
                "report of 200 trials", List.of("report", experiment, "--store", store, "--out", out)));
        for (Map.Entry<String, List<String>> verb : verbs.entrySet()) {
            List<Double> seconds = new ArrayList<>();
            List<Double> megabytes = new ArrayList<>();
            for (int i = 0; i < REPEATS; i++) {
                VerbProcess.Cost cost = VerbProcess.run(program, verb.getValue());
                seconds.add(cost.seconds());
                megabytes.add(cost.megabytes());
            }
            figures.add(BenchFigure.of(verb.getKey() + ", whole process", size, seconds, "s"));
            figures.add(BenchFigure.of(verb.getKey() + ", memory", size, megabytes, "MB"));
        }
        return figures;
    }

    private BenchFigure planning() throws IOException {
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 1; seed <= PLANNED_SEEDS; seed++) {
            seeds.add(seed);
        }
        Path file = Files.writeString(folder.resolve("planned.yaml"), String.format(TEN_LOSSES, seeds));
        Map<String, String> fingerprints = Map.of("faces", "0123", "pairs", "4567");
        List<Double> seconds = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            count = Plan.of(ExperimentReader.read(file, List.of()), fingerprints)
                    .trials()
                    .size();
            seconds.add(seconds(start));
        }
        return BenchFigure.of("plan", Map.of("trials", String.valueOf(count)), seconds, "s");
    }

    /** Each trial's folder, journal, rows in the store and progress, for workers that end as they start. */
    private BenchFigure scheduling() throws IOException {
        List<Double> milliseconds = new ArrayList<>();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            Path runs = folder.resolve("scheduled-" + repeat);
            List<Trial> some = new ArrayList<>();
            for (int i = 0; i < SCHEDULED; i++) {
                some.add(trials.apply(i));
            }
            try (Store store = Store.open(runs.resolve("store").toString(), StoreMode.OWNER)) {
                Coordinator coordinator = new Coordinator(
                        runs,
                        store,
                        new IdleLauncher(),
                        SweepPolicy.standard(),
                        Clock.systemUTC(),
                        SweepListener.none());
                long start = System.nanoTime();
                coordinator.run(some);
                milliseconds.add(1e3 * seconds(start) / SCHEDULED);
            }
        }
        return BenchFigure.of("schedule a trial", Map.of("trials", String.valueOf(SCHEDULED)), milliseconds, "ms");
    }

    private BenchFigure logging() throws IOException {
        Path file = folder.resolve("logged.jsonl");
        List<Double> microseconds = new ArrayList<>();
        try (Journal journal = Journal.open(file, 0)) {
            for (int repeat = 0; repeat <= REPEATS; repeat++) {
                long start = System.nanoTime();
                for (int step = 1; step <= LOGGED; step++) {
                    journal.append(measured(repeat * LOGGED + step));
                }
                microseconds.add(1e6 * seconds(start) / LOGGED);
            }
        }
        // The first time is the compiler's.
        return BenchFigure.of("log a step", Map.of("keys", "4"), microseconds.subList(1, 1 + REPEATS), "us");
    }

    private BenchFigure journals() throws IOException {
        List<Double> rates = new ArrayList<>();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            Path runs = folder.resolve("journals-" + repeat);
            RunFolder run = RunFolder.of(runs, trials.apply(0));
            try (Journal journal = Journal.open(run.journal(), 0)) {
                journal.append(new TrialEvent.Started(1, Instant.EPOCH, Map.of()));
                for (int step = 1; step <= LOGGED; step++) {
                    journal.append(measured(step));
                }
                journal.append(new TrialEvent.Ended(1, TrialState.DONE, "", 1, Instant.EPOCH));
            }
            try (Store store = Store.open(runs.resolve("store").toString(), StoreMode.OWNER)) {
                RunArchive archive = new RunArchive(runs, store, Clock.systemUTC(), SweepListener.none());
                long start = System.nanoTime();
                archive.rebuild();
                rates.add(4 * LOGGED / seconds(start));
            }
        }
        return BenchFigure.of("ingest a journal", Map.of("metric-rows", String.valueOf(4 * LOGGED)), rates, "rows/s");
    }

    private static TrialEvent measured(int step) {
        return new TrialEvent.Measured(
                1, step, 1, Map.of("batch-loss", 1.0 / step, "progress", 0.1, "target-angle", 1.2, "speed", 300.0));
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) * 1e-9;
    }
}
