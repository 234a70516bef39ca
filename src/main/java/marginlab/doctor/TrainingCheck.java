package marginlab.doctor;

import ai.djl.Device;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.reader.SyntheticFaces;
import marginlab.dataset.reader.SyntheticSpec;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.loss.Objective;
import marginlab.network.FaceModel;
import marginlab.plan.Trial;
import marginlab.train.ObjectiveHead;
import marginlab.train.TimedSteps;

/** The first steps of a training of each loss on a device: a small network on synthetic faces. */
final class TrainingCheck {
    private static final int STEPS = 20;
    private static final SyntheticSpec FACES = new SyntheticSpec(1, 6, 8, 16, 40);

    private final String engine;

    TrainingCheck(String engine) {
        this.engine = engine;
    }

    /** The loss of each step. */
    double[] losses(String label, Device device) {
        Objective objective = Objective.parse(label);
        Settings settings = settings(objective);
        Trial trial = Trial.of(label, settings, 1, Map.of());
        double[] losses = new double[STEPS];
        try (LabelledImages faces = new SyntheticFaces(FACES);
                FaceModel model = new FaceModel(
                        settings, ObjectiveHead.of(objective, settings, FACES.identities()), trial.seed(), device);
                BatchSource batches = BatchSource.of(faces, settings, trial.seed())) {
            TimedSteps steps = new TimedSteps(trial, objective, model);
            for (int step = 0; step < STEPS; step++) {
                losses[step] = steps.step(batches).loss();
            }
        }
        return losses;
    }

    /** The largest difference of a step's loss between two devices, relative to its size, over some losses. */
    double difference(List<String> labels, Device one, Device other) {
        double largest = 0;
        for (String label : labels) {
            double[] expected = losses(label, one);
            double[] found = losses(label, other);
            for (int step = 0; step < STEPS; step++) {
                double apart = Math.abs(expected[step] - found[step]) / Math.max(1, Math.abs(expected[step]));
                // What is no number is as far away as can be.
                largest = Math.max(largest, Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart);
            }
        }
        return largest;
    }

    private Settings settings(Objective objective) {
        SortedMap<String, String> flat = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            key.standard().ifPresent(text -> flat.put(key.path(), text));
        }
        flat.putAll(Map.of(
                "engine", engine,
                "train", "faces",
                "verify", "none",
                "backbone", "IR(1-1, 8-16)",
                "input", "16",
                "embedding", "16",
                "scale", "16",
                "schedule.divide-at", "",
                "sampling", objective.needsPairs() ? "4 x 4" : "shuffle"));
        flat.putAll(Map.of(
                "schedule.batch", "16", "schedule.rate", "0.01", "schedule.stop-at", "20", "schedule.clip", "5"));
        return Settings.of(flat);
    }
}
