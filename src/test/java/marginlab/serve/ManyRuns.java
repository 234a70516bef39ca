package marginlab.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.MadeUpSweep;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/**
 * A store of many runs, as a laboratory has after a year: {@code java -cp ... marginlab.serve.ManyRuns FILE 10000} makes one to
 * look at.
 */
final class ManyRuns {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final List<String> SETS = List.of("lfw", "cfp-fp", "agedb-30");
    private static final List<String> LOSSES =
            List.of("Softmax", "NS", "SphereFace(1.35)", "CosFace(0.35)", "ArcFace(0.5)", "CM(1, 0.3, 0.2)", "AdaCos");
    private static final List<Double> SCALES = List.of(16.0, 30.0, 64.0);
    private static final int TOGETHER = 200;
    private static final int OF_EXPERIMENT = 210;
    private static final int EPOCHS = 20;
    private static final int STEPS = 50;

    private ManyRuns() {}

    public static void main(String[] arguments) throws Exception {
        try (Store store = Store.open(arguments[0], StoreMode.OWNER)) {
            fill(store, Integer.parseInt(arguments[1]));
        }
    }

    /** Takes in so many runs, each experiment of 210 of them; every fifth has failed, every ninth stands at chance. */
    static List<String> fill(Store store, int count) throws Exception {
        Random random = new Random(7);
        List<String> ids = new ArrayList<>();
        for (int first = 0; first < count; first += TOGETHER) {
            int end = Math.min(count, first + TOGETHER);
            int begin = first;
            store.together(() -> {
                for (int n = begin; n < end; n++) {
                    Trial trial = trial(n);
                    ids.add(trial.id());
                    store.ingest(trial, events(n, random));
                }
            });
        }
        for (int first = 0; first < count; first += OF_EXPERIMENT) {
            List<String> members = ids.subList(first, Math.min(count, first + OF_EXPERIMENT));
            store.keep("table-" + (1 + first / OF_EXPERIMENT), "", List.copyOf(members));
        }
        store.annotate(ids.get(0), List.of("paper"), "the first of all");
        return ids;
    }

    static Trial trial(int n) {
        return Trial.of(
                LOSSES.get(n % LOSSES.size()),
                MadeUpSweep.settings(SCALES.get(n / LOSSES.size() % SCALES.size()), SETS),
                1 + n / (LOSSES.size() * SCALES.size()),
                Map.of("lfw", "01d6"));
    }

    private static List<TrialEvent> events(int n, Random random) {
        Instant start = START.plusSeconds(2400L * n);
        List<TrialEvent> events = new ArrayList<>(List.of(new TrialEvent.Started(1, start, Map.of("commit", "abc"))));
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            Map<String, Double> figures = new HashMap<>();
            figures.put("loss", 9.0 / epoch + 0.2 * random.nextDouble());
            figures.put("images-per-second", 400 + 20 * random.nextDouble());
            events.add(new TrialEvent.Measured(1, (long) STEPS * epoch, epoch, figures));
        }
        if (n % 5 == 4) {
            events.add(new TrialEvent.Ended(
                    1,
                    TrialState.FAILED,
                    "java.lang.OutOfMemoryError: direct buffer memory",
                    90,
                    start.plusSeconds(90)));
            return events;
        }
        for (String set : SETS) {
            double accuracy = n % 9 == 8 ? 0.5 + 0.01 * random.nextDouble() : 0.86 + 0.1 * random.nextDouble();
            events.add(new TrialEvent.Scored(
                    1,
                    new ProtocolOutcome(
                            set, "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy, "std", 0.01)), List.of())));
        }
        double seconds = 1800 + 500 * random.nextDouble();
        events.add(new TrialEvent.Ended(1, TrialState.DONE, "", seconds, start.plusSeconds((long) seconds)));
        return events;
    }
}
