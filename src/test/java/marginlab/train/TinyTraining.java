package marginlab.train;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.dataset.batch.BatchSource;
import marginlab.experiment.setting.Settings;
import marginlab.loss.Objective;
import marginlab.network.FaceModel;
import marginlab.network.NetworkHead;
import marginlab.plan.Trial;

/** Ten epochs of three steps on six people that are drawn, with all of the real training. */
final class TinyTraining {
    /** For a training that is not stopped. */
    static final int NEVER = -1;

    private TinyTraining() {}

    /** What a training left behind. */
    static final class Result {
        final List<Double> losses = new ArrayList<>();
        final List<SortedMap<String, Double>> epochs = new ArrayList<>();
        final Map<String, List<Float>> arrays = new LinkedHashMap<>();
        long done;
        int reported;
    }

    static Trial trial(String engine, String objective, Map<String, String> changes) {
        Map<String, String> settings = new TreeMap<>(Map.ofEntries(
                Map.entry("engine", engine),
                Map.entry("train", "drawn"),
                Map.entry("min-images", "1"),
                Map.entry("verify", "drawn-test"),
                Map.entry("backbone", "IR(1-1, 8-8)"),
                Map.entry("input", "16"),
                Map.entry("embedding", "8"),
                Map.entry("dropout", "0.2"),
                Map.entry("scale", "16"),
                Map.entry("gradient", "exact"),
                Map.entry("beyond-pi", "raw"),
                Map.entry("flip", "true"),
                Map.entry("sampling", "shuffle"),
                Map.entry("schedule.batch", "16"),
                Map.entry("schedule.rate", "0.05"),
                Map.entry("schedule.curve", "steps"),
                Map.entry("schedule.divide-at", "20"),
                Map.entry("schedule.divide-by", "10"),
                Map.entry("schedule.power", "1"),
                Map.entry("schedule.warm-up", "2"),
                Map.entry("schedule.stop-at", "10 epochs"),
                Map.entry("schedule.momentum", "0.9"),
                Map.entry("schedule.decay", "0.0005"),
                Map.entry("schedule.clip", "5")));
        settings.putAll(changes);
        return Trial.of(objective, Settings.of(settings), 7, Map.of("drawn", "-", "drawn-test", "-"));
    }

    /** @param accuracies of the watched set after each epoch; the last stands for all that follow */
    static Result train(Trial trial, Path checkpoints, int stopAfter, double... accuracies) throws IOException {
        Result result = new Result();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void step(long step, long steps, int epoch, double loss, double imagesPerSecond) {
                result.done = step;
                result.losses.add(loss);
            }

            @Override
            public void epoch(long step, int epoch, SortedMap<String, Double> values) {
                result.epochs.add(values);
            }

            @Override
            public boolean stopRequested() {
                return result.done == stopAfter;
            }
        };
        Settings settings = trial.settings();
        Objective objective = Objective.parse(trial.objective());
        NetworkHead head = ObjectiveHead.of(objective, settings, 6);
        try (DrawnFaces faces = new DrawnFaces(6, 8, 16);
                FaceModel model = new FaceModel(settings, head, trial.seed(), Device.cpu());
                BatchSource batches = BatchSource.of(faces, settings, trial.seed())) {
            ModelValidation validation = () -> {
                int epoch = (int) (result.done / batches.stepsPerEpoch());
                return accuracies[Math.min(epoch, accuracies.length) - 1];
            };
            result.reported = new Training(trial, objective, model, new Checkpoints(checkpoints), listener, validation)
                    .run(batches);
            for (FaceModel.Part part : model.parts()) {
                List<Float> values = new ArrayList<>();
                for (float value : part.array().toFloatArray()) {
                    values.add(value);
                }
                result.arrays.put(part.name(), values);
            }
        }
        return result;
    }
}
