package marginlab.report.table;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.Sampling;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Span;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.MarginGradient;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/** Made-up sweeps: figures of the right size and shape, drawn from a seed, that no training ever gave. */
public final class MadeUpSweep {
    static final List<String> SETS = List.of("synthetic-plain", "synthetic-profile", "synthetic-age");

    private final List<Trial> trials = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private int repeat = 1;
    private final Map<String, List<Metric>> metrics = new HashMap<>();
    private Path folders = Path.of("nowhere");
    private String name = "example";
    private String description = "Made-up figures";
    private String baseline = "ArcFace(0.5)";

    public MadeUpSweep named(String newName, String newDescription) {
        name = newName;
        description = newDescription;
        return this;
    }

    /** Trials from here on are this training with their seed. */
    MadeUpSweep repeating(int newRepeat) {
        repeat = newRepeat;
        return this;
    }

    public MadeUpSweep comparedWith(String label) {
        baseline = label;
        return this;
    }

    public MadeUpSweep in(Path runFolders) {
        folders = runFolders;
        return this;
    }

    /** A finished trial with these accuracies, one a verification set, and three epochs of metrics. */
    public MadeUpSweep done(String objective, Settings settings, long seed, double... accuracies) {
        return done(objective, settings, seed, 3, accuracies);
    }

    MadeUpSweep done(String objective, Settings settings, long seed, int epochs, double... accuracies) {
        Trial trial = planned(objective, settings, seed);
        List<ProtocolOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < accuracies.length; i++) {
            TreeMap<String, Double> figures = new TreeMap<>(Map.of("accuracy", accuracies[i], "std", 0.0125));
            outcomes.add(new ProtocolOutcome(settings.verify().get(i), "ten-fold", figures, List.of()));
        }
        runs.add(run(trial, TrialState.DONE, "", outcomes));
        metrics.put(trial.id(), training(trial, epochs, accuracies));
        return this;
    }

    /** A finished trial with what protocols said of it. */
    MadeUpSweep scored(String objective, Settings settings, long seed, ProtocolOutcome... outcomes) {
        runs.add(run(planned(objective, settings, seed), TrialState.DONE, "", List.of(outcomes)));
        return this;
    }

    public MadeUpSweep ended(String objective, Settings settings, long seed, TrialState state, String reason) {
        runs.add(run(planned(objective, settings, seed), state, reason, List.of()));
        return this;
    }

    Trial planned(String objective, Settings settings, long seed) {
        String id = String.format("%012x", 0x100000000000L + trials.size());
        Trial trial = new Trial(
                id,
                objective,
                settings,
                seed,
                repeat,
                Map.of("synthetic-train", "9f2c41d07ab3e655", "synthetic-plain", "01d6be0c83f7a942"));
        trials.add(trial);
        return trial;
    }

    public SweepResults sweep() {
        return new SweepResults(
                name,
                description,
                "mvn -q compile exec:java -Dexec.args=\"run experiments/example.yaml\"",
                baseline,
                trials,
                runs,
                id -> metrics.getOrDefault(id, List.of()),
                folders::resolve,
                ReportDatasets.NONE);
    }

    static Settings settings(double scale) {
        return settings(scale, SETS);
    }

    public static Settings settings(double scale, List<String> sets) {
        return settings(scale, sets, 128);
    }

    public static Settings settings(double scale, List<String> sets, int embedding) {
        return new Settings(
                "MXNet",
                List.of("synthetic-train"),
                1,
                sets,
                new Backbone(List.of(1, 1, 1, 1), List.of(16, 32, 64, 128), Backbone.Activation.PRELU),
                56,
                embedding,
                0.4,
                scale,
                MarginGradient.EXACT,
                BeyondPi.RAW,
                true,
                Sampling.SHUFFLE,
                schedule());
    }

    /** The same settings with the batches that a loss over pairs needs. */
    static Settings paired(Settings settings) {
        SortedMap<String, String> flat = settings.flat();
        flat.put("sampling", "32 x 4");
        return Settings.of(flat);
    }

    static Settings paper(double scale) {
        Schedule schedule = new Schedule(
                512,
                0.1,
                Schedule.RateCurve.STEPS,
                List.of(Span.iterations(20000), Span.iterations(28000)),
                10,
                1,
                Span.iterations(0),
                Span.iterations(32000),
                0.9,
                5e-4,
                0);
        return new Settings(
                "PyTorch",
                List.of("casia-webface"),
                1,
                List.of("lfw", "cfp-fp", "agedb-30"),
                Backbone.named("IR-50"),
                112,
                512,
                0.4,
                scale,
                MarginGradient.EXACT,
                BeyondPi.RAW,
                true,
                Sampling.SHUFFLE,
                schedule);
    }

    private static Schedule schedule() {
        return new Schedule(
                128,
                0.1,
                Schedule.RateCurve.COSINE,
                List.of(),
                10,
                1,
                Span.iterations(50),
                Span.epochs(15),
                0.9,
                5e-4,
                5);
    }

    private static Run run(Trial trial, TrialState state, String reason, List<ProtocolOutcome> outcomes) {
        Map<String, String> provenance = Map.of(
                "commit", "2d96bf0",
                "engine", "MXNet 1.9.1",
                "java", "17.0.17",
                "machine", "Linux amd64, 2 processors, 24 GB",
                "threads", trial.seed() == 2 ? "1" : "2");
        Instant started = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(60 * trial.seed());
        return new Run(trial, state, reason, 1, started, 170 + 3 * trial.seed(), provenance, outcomes);
    }

    /** Falling loss and angles, rising accuracy. */
    private static List<Metric> training(Trial trial, int epochs, double... accuracies) {
        Random random = new Random(trial.id().hashCode());
        List<Metric> made = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            long step = 100L * epoch;
            double progress = 1 - Math.exp(-3.0 * epoch / epochs);
            double noise = random.nextGaussian();
            made.add(new Metric(1, "loss", step, epoch, 14 * (1.05 - progress) + 0.15 * noise));
            made.add(new Metric(1, "rate", step, epoch, 0.05 * (1 + Math.cos(Math.PI * epoch / epochs))));
            made.add(new Metric(1, "target-angle", step, epoch, 90 - 58 * progress + noise));
            made.add(new Metric(1, "images-per-second", step, epoch, 320 + 6 * noise));
            for (int set = 0; set < accuracies.length; set++) {
                double value = 0.55 + (accuracies[set] - 0.55) * progress + 0.004 * noise * (1 - progress);
                made.add(new Metric(1, "accuracy/" + trial.settings().verify().get(set), step, epoch, value));
            }
        }
        return made;
    }
}
