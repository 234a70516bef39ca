package marginlab.bench;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.batch.BatchSource;
import marginlab.experiment.setting.Settings;
import marginlab.file.json.Json;
import marginlab.loss.Objective;
import marginlab.network.FaceModel;
import marginlab.network.NetworkHead;
import marginlab.plan.Trial;
import marginlab.run.ProcessMemory;
import marginlab.run.device.TrainingDevices;
import marginlab.train.Checkpoints;
import marginlab.train.ObjectiveHead;
import marginlab.train.TimedSteps;
import marginlab.train.TimedSteps.Phases;
import marginlab.train.Training;
import marginlab.train.TrainingListener;

/** The process that times the training of one network with one objective and prints figures as JSON. */
public final class TrainProcess {
    /** Steps before the engine has its memory and Java its compiled code. */
    static final int WARM_UP = 5;

    private final Trial trial;
    private final Objective objective;
    private final Settings settings;
    private final LabelledImages faces;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<BenchFigure> figures = new ArrayList<>();

    private TrainProcess(Trial trial, int identities) {
        this.trial = trial;
        this.objective = Objective.parse(trial.objective(), trial.settings().definitions());
        this.settings = trial.settings();
        int batch = settings.schedule().batch();
        this.faces = new NoiseFaces(identities, Math.max(4 * identities, 4 * batch), settings.input());
        names.put("objective", trial.objective());
        names.put("network", settings.backbone().label());
        names.put("input", String.valueOf(settings.input()));
        names.put("batch", String.valueOf(batch));
        names.put("identities", String.valueOf(identities));
        names.put("engine", settings.engine());
        names.put("threads", String.valueOf(System.getenv("OMP_NUM_THREADS")));
    }

    /** Arguments: the trial as JSON, number of identities, number of steps. */
    public static void main(String[] arguments) throws IOException {
        TrainProcess process = new TrainProcess(Trial.fromJson(arguments[0]), Integer.parseInt(arguments[1]));
        int steps = Integer.parseInt(arguments[2]);
        process.timeWhole(steps);
        process.timePhases(steps);
        ProcessMemory.peakMegabytes()
                .ifPresent(megabytes ->
                        process.figures.add(BenchFigure.of("train memory", process.names, List.of(megabytes), "MB")));
        System.out.println(Json.line(process.figures));
        System.out.flush();
        System.exit(0);
    }

    private FaceModel model() {
        NetworkHead head = ObjectiveHead.of(objective, settings, faces.identities());
        List<Device> devices = TrainingDevices.of(settings, false);
        names.put("device", TrainingDevices.label(devices));
        names.put("precision", settings.variants().precision().label());
        return new FaceModel(settings, head, trial.seed(), devices);
    }

    /** The training loop as it is, its checkpoint included in none of the steps. */
    private void timeWhole(int steps) throws IOException {
        Path folder = Files.createTempDirectory("marginlab-bench");
        Ticks ticks = new Ticks(WARM_UP + steps);
        try (FaceModel model = model();
                BatchSource batches = BatchSource.of(faces, settings, trial.seed())) {
            new Training(trial, objective, model, new Checkpoints(folder), ticks).run(batches);
        } finally {
            for (Path file : Files.list(folder).toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
        List<Double> seconds = ticks.seconds();
        int batch = settings.schedule().batch();
        figures.add(BenchFigure.of(
                "train speed", names, seconds.stream().map(s -> batch / s).toList(), "images/s"));
        figures.add(BenchFigure.of(
                "train step", names, seconds.stream().map(s -> 1e3 * s).toList(), "ms"));
    }

    private void timePhases(int steps) {
        List<Phases> all = new ArrayList<>();
        try (FaceModel model = model();
                BatchSource batches = BatchSource.of(faces, settings, trial.seed())) {
            TimedSteps timed = new TimedSteps(trial, objective, model);
            for (int i = 0; i < WARM_UP + steps; i++) {
                all.add(timed.step(batches));
            }
        }
        List<Phases> counted = all.subList(WARM_UP, all.size());
        phase("data", counted, Phases::data);
        phase("forward", counted, Phases::forward);
        phase("head", counted, Phases::head);
        phase("backward", counted, Phases::backward);
        phase("update", counted, Phases::update);
    }

    private void phase(String name, List<Phases> phases, ToDoubleFunction<Phases> seconds) {
        List<Double> milliseconds =
                phases.stream().map(one -> 1e3 * seconds.applyAsDouble(one)).toList();
        figures.add(BenchFigure.of("train " + name, names, milliseconds, "ms"));
    }

    /** When each step ended. */
    private static final class Ticks implements TrainingListener {
        private final int wanted;
        private final List<Long> nanos = new ArrayList<>();

        Ticks(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public void step(long step, long steps, int epoch, double loss, double imagesPerSecond) {
            nanos.add(System.nanoTime());
        }

        @Override
        public void epoch(long step, int epoch, SortedMap<String, Double> values) {
            // Only steps count.
        }

        @Override
        public boolean stopRequested() {
            return false;
        }

        List<Double> seconds() {
            List<Double> seconds = new ArrayList<>();
            for (int i = WARM_UP; i < Math.min(wanted, nanos.size()); i++) {
                seconds.add((nanos.get(i) - nanos.get(i - 1)) / 1e9);
            }
            return seconds;
        }
    }
}
