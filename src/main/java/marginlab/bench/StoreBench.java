package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.experiment.Backbone;
import marginlab.loss.Objective;
import marginlab.plan.Trial;
import marginlab.store.Event;
import marginlab.store.Role;
import marginlab.store.State;
import marginlab.store.Store;
import marginlab.verify.Outcome;

/**
 * Speed of the store: taking in runs, and the page of the newest ones.
 *
 * @param runs that are taken in
 * @param steps of each with figures
 */
public record StoreBench(int runs, int steps) {
    private static final int KEYS = 8;
    private static final int PAGE = 50;
    private static final int PAGES = 20;

    /** Measures, on a store of its own that is removed afterwards. */
    public List<Figure> run() throws IOException {
        Path folder = Files.createTempDirectory("marginlab-bench");
        try (Store store = Store.open(folder.resolve("store").toString(), Role.OWNER)) {
            TrainBench recipe = new TrainBench("MXNet", List.of(), Backbone.named("IR-18"), 112, 512, 128, 1000, 1);
            List<Double> rowsPerSecond = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                Trial trial = recipe.trial(Objective.parse("NS"), run);
                List<Event> events = events();
                long start = System.nanoTime();
                store.ingest(trial, events);
                rowsPerSecond.add(steps * KEYS / ((System.nanoTime() - start) / 1e9));
            }
            List<Double> milliseconds = new ArrayList<>();
            for (int i = 0; i < PAGES; i++) {
                long start = System.nanoTime();
                store.latest(PAGE);
                milliseconds.add((System.nanoTime() - start) / 1e6);
            }
            Map<String, String> names = new LinkedHashMap<>();
            names.put("runs", String.valueOf(runs));
            names.put("rows a run", String.valueOf(steps * KEYS));
            return List.of(
                    Figure.of("store ingest", names, rowsPerSecond, "rows/s"),
                    Figure.of("store newest " + PAGE, names, milliseconds, "ms"));
        } finally {
            delete(folder);
        }
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        events.add(new Event.Started(1, Instant.EPOCH, Map.of("commit", "none")));
        for (int step = 1; step <= steps; step++) {
            Map<String, Double> values = new TreeMap<>();
            for (int key = 0; key < KEYS; key++) {
                values.put("figure-" + key, step + 0.5 * key);
            }
            events.add(new Event.Measured(1, step, 1, values));
        }
        events.add(new Event.Scored(1, new Outcome("pairs", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.9)), List.of())));
        events.add(new Event.Ended(1, State.DONE, "", 1, Instant.EPOCH));
        return events;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
