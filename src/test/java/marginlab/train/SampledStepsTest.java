package marginlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.batch.Sampler;
import marginlab.dataset.batch.TrainingBatch;
import marginlab.engine.HostToEngine;
import marginlab.experiment.setting.Settings;
import marginlab.loss.Objective;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.Margin;
import marginlab.network.FaceModel;
import marginlab.network.FaceNetwork;
import marginlab.network.safetensors.SafetensorsFile;
import marginlab.plan.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten steps on a quarter of the classes, across changes of the learning rate: the centres against a plain loop in double
 * precision, which is given nothing but the embeddings of each step.
 */
@Tag("engine")
class SampledStepsTest {
    private static final int PEOPLE = 40;
    private static final int STEPS = 10;

    @TempDir
    private Path folder;

    static Stream<Arguments> cases() {
        Map<String, String> divided = Map.of("schedule.divide-at", "5", "schedule.warm-up", "0");
        Map<String, String> warm = Map.of("schedule.divide-at", "6", "schedule.warm-up", "3");
        Map<String, String> cosine = Map.of("schedule.curve", "cosine", "schedule.warm-up", "0");
        return TrainingTest.engines()
                .flatMap(engine -> Stream.of("paper", "arcface_torch")
                        .flatMap(recipe -> Stream.of(
                                Arguments.of(engine, recipe, new Margin(1, 0.5, 0), divided, "0.25"),
                                Arguments.of(engine, recipe, new Margin(1, 0, 0.35), warm, "0.25"),
                                Arguments.of(engine, recipe, Margin.NONE, cosine, "0.5"),
                                Arguments.of(engine, recipe, new Margin(1, 0.3, 0.2), divided, "1"))));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}, {3}, of {4}")
    @MethodSource("cases")
    void centresMoveAsAPlainLoopMovesThem(
            String engine, String recipe, Margin margin, Map<String, String> schedule, String rate) {
        Trial trial = trial(engine, recipe, margin, schedule, rate);
        Settings settings = trial.settings();
        boolean isSampled = !rate.equals("1");
        try (DrawnFaces faces = new DrawnFaces(PEOPLE, 4, 16);
                FaceModel model = model(trial);
                BatchSource batches = batches(faces, settings)) {
            NDArray centres = model.part(FaceNetwork.CENTRES).array();
            Loop loop = new Loop(doubles(centres), settings, margin);
            TrainingStep step = step(trial, model);
            for (int number = 0; number < STEPS; number++) {
                TrainingBatch batch = batches.next();
                try (NDManager scope = model.manager().newSubManager()) {
                    int[] chosen = isSampled ? drawn(scope, settings, trial.seed(), batch) : all();
                    TrainingStep.StepResult result =
                            step.take(scope, batch, batches.stepsPerEpoch(), TrainingStep.StepWatch.NONE);
                    double learningRate = settings.schedule().rateAt(batch.step(), batches.stepsPerEpoch());
                    loop.step(doubles(result.embeddings()), batch.labels(), chosen, learningRate);
                }
            }
            double[][] found = doubles(centres);
            double worst = 0;
            double size = 0;
            for (int j = 0; j < PEOPLE; j++) {
                for (int c = 0; c < found[j].length; c++) {
                    worst = Math.max(worst, Math.abs(found[j][c] - loop.centres[j][c]));
                    size = Math.max(size, Math.abs(loop.centres[j][c]));
                }
            }
            assertThat(worst).isCloseTo(0, within(1e-4 * size));
        }
    }

    static Stream<Arguments> angles() {
        return TrainingTest.engines()
                .flatMap(engine -> Stream.of("paper", "arcface_torch")
                        .flatMap(recipe -> Stream.of("1", "0.25")
                                .flatMap(share -> Stream.of("0.1", "1e-6")
                                        .map(rate -> Arguments.of(engine, recipe, share, rate)))));
    }

    /** With the centres of before the update: with those of after it, a large step reads as a small angle. */
    @ParameterizedTest(name = "{0}, {1}, {2} of the classes at rate {3}")
    @MethodSource("angles")
    void theTargetAngleIsThatOfTheLoss(String engine, String recipe, String share, String rate) throws IOException {
        Trial trial = trial(
                engine,
                recipe,
                new Margin(1, 0.5, 0),
                Map.of("schedule.rate", rate, "schedule.warm-up", "0", "schedule.stop-at", "1"),
                share);
        double expected;
        try (DrawnFaces faces = new DrawnFaces(PEOPLE, 4, 16);
                FaceModel model = model(trial);
                BatchSource batches = batches(faces, trial.settings());
                NDManager scope = model.manager().newSubManager()) {
            double[][] centres = doubles(model.part(FaceNetwork.CENTRES).array());
            TrainingBatch batch = batches.next();
            TrainingStep.StepResult result =
                    step(trial, model).take(scope, batch, batches.stepsPerEpoch(), TrainingStep.StepWatch.NONE);
            double[][] x = doubles(result.embeddings());
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double[] w = centres[batch.labels()[i]];
                sum += Math.toDegrees(Math.acos(dot(x[i], w) / Math.sqrt(dot(x[i], x[i]) * dot(w, w))));
            }
            expected = sum / x.length;
        }
        Map<String, Double> epoch = new LinkedHashMap<>();
        try (DrawnFaces faces = new DrawnFaces(PEOPLE, 4, 16);
                FaceModel model = model(trial);
                BatchSource batches = batches(faces, trial.settings())) {
            new Training(trial, Objective.parse(trial.objective()), model, new Checkpoints(folder), new Quiet(epoch))
                    .run(batches);
        }

        assertThat(epoch.get("target-angle")).isCloseTo(expected, within(1e-4));
    }

    private static TrainingStep step(Trial trial, FaceModel model) {
        return new TrainingStep(trial, Objective.parse(trial.objective()), model);
    }

    @Test
    void refusesACheckpointWhoseMomentumHasTheRateInIt() throws IOException {
        Trial trial = trial("MXNet", "arcface_torch", Margin.NONE, Map.of(), "0.25");
        try (FaceModel model = model(trial)) {
            List<FaceModel.Part> state = step(trial, model).state();
            Map<String, SafetensorsFile.Tensor> old = new LinkedHashMap<>();
            for (FaceModel.Part part : state) {
                old.put(part.name().replace("velocity.", "momentum."), SafetensorsFile.Tensor.of(part.array()));
            }
            SafetensorsFile.write(folder.resolve("step-000000004.safetensors"), old, Map.of("step", "4"));

            assertThatThrownBy(() -> new Checkpoints(folder).restore(state, (name, tensor) -> {}))
                    .hasMessageContaining("step-000000004.safetensors was written by an older version")
                    .hasMessageContaining("Remove " + folder);
            assertThat(Files.exists(folder.resolve("step-000000004.safetensors")))
                    .isTrue();
        }
    }

    /** Keeps the figures of the last epoch. */
    private record Quiet(Map<String, Double> figures) implements TrainingListener {
        @Override
        public void step(long step, long steps, int epoch, double loss, double imagesPerSecond) {}

        @Override
        public void epoch(long step, int epoch, SortedMap<String, Double> values) {
            figures.putAll(values);
        }

        @Override
        public boolean stopRequested() {
            return false;
        }
    }

    /** The same in double precision, of ArcFace's equation 4. */
    private static final class Loop {
        final double[][] centres;
        private final double[][] momentum;
        private final Settings settings;
        private final Margin margin;

        Loop(double[][] centres, Settings settings, Margin margin) {
            this.centres = centres;
            this.momentum = new double[centres.length][centres[0].length];
            this.settings = settings;
            this.margin = margin;
        }

        void step(double[][] x, int[] labels, int[] chosen, double rate) {
            double[][] gradient = new double[centres.length][centres[0].length];
            for (int i = 0; i < x.length; i++) {
                double length = Math.sqrt(dot(x[i], x[i]));
                double[] logits = new double[chosen.length];
                double total = 0;
                for (int k = 0; k < chosen.length; k++) {
                    double cosine = cosine(x[i], centres[chosen[k]]);
                    boolean own = chosen[k] == labels[i];
                    logits[k] = settings.scale() * (own ? margin.targetLogit(Math.acos(cosine), BeyondPi.RAW) : cosine);
                    total += Math.exp(logits[k]);
                }
                for (int k = 0; k < chosen.length; k++) {
                    double[] w = centres[chosen[k]];
                    double cosine = cosine(x[i], w);
                    boolean own = chosen[k] == labels[i];
                    double slope = Math.exp(logits[k]) / total - (own ? 1 : 0);
                    slope *= own ? margin.targetSlope(Math.acos(cosine), BeyondPi.RAW) : 1;
                    double norm = Math.sqrt(dot(w, w));
                    for (int c = 0; c < w.length; c++) {
                        gradient[chosen[k]][c] +=
                                settings.scale() / x.length * slope * (x[i][c] / length - cosine * w[c] / norm) / norm;
                    }
                }
            }
            boolean outside = settings.variants().recipe().rateOutsideMomentum();
            for (int j : chosen) {
                for (int c = 0; c < centres[j].length; c++) {
                    double change = gradient[j][c] + settings.schedule().decay() * centres[j][c];
                    double kept = settings.schedule().momentum() * momentum[j][c];
                    momentum[j][c] = outside ? kept + change : kept - rate * change;
                    centres[j][c] += outside ? -rate * momentum[j][c] : momentum[j][c];
                }
            }
        }
    }

    private static Trial trial(
            String engine, String recipe, Margin margin, Map<String, String> schedule, String classRate) {
        Map<String, String> changes = new LinkedHashMap<>(Map.of(
                "recipe",
                recipe,
                "class-rate",
                classRate,
                "schedule.batch",
                "8",
                "schedule.rate",
                "0.1",
                "schedule.clip",
                "0",
                "schedule.stop-at",
                String.valueOf(STEPS)));
        changes.putAll(schedule);
        if (changes.getOrDefault("schedule.stop-at", "").equals("1")
                || "cosine".equals(changes.get("schedule.curve"))) {
            changes.put("schedule.divide-at", "");
        }
        return TinyTraining.trial(engine, margin.label(), changes);
    }

    private static FaceModel model(Trial trial) {
        Objective objective = Objective.parse(trial.objective());
        return new FaceModel(
                trial.settings(), ObjectiveHead.of(objective, trial.settings(), PEOPLE), trial.seed(), Device.cpu());
    }

    private static BatchSource batches(DrawnFaces faces, Settings settings) {
        return new BatchSource(
                faces, Sampler.of(settings.sampling(), faces, 8, 7), settings.input(), settings.flip(), 7);
    }

    private static int[] all() {
        return IntStream.range(0, PEOPLE).toArray();
    }

    /** The numbers of the classes that a step draws: rows that are their own numbers are drawn in the same way. */
    private static int[] drawn(NDManager scope, Settings settings, long seed, TrainingBatch batch) {
        float[] numbers = new float[PEOPLE];
        for (int j = 0; j < PEOPLE; j++) {
            numbers[j] = j;
        }
        NDArray column = HostToEngine.floats(scope, numbers).reshape(PEOPLE, 1);
        PartialFc classes = new PartialFc(
                List.of(new FaceModel.Part("numbers", column, false, false)),
                PEOPLE,
                settings.variants().sampled(PEOPLE),
                seed);
        float[] drawn = classes.draw(scope, batch.step(), batch.labels())
                .rows()
                .get(0)
                .array()
                .toFloatArray();
        int[] chosen = new int[drawn.length];
        Arrays.setAll(chosen, k -> (int) drawn[k]);
        return chosen;
    }

    private static double[][] doubles(NDArray matrix) {
        float[] flat = matrix.toFloatArray();
        int columns = (int) matrix.getShape().get(1);
        double[][] rows = new double[flat.length / columns][columns];
        for (int i = 0; i < flat.length; i++) {
            rows[i / columns][i % columns] = flat[i];
        }
        return rows;
    }

    private static double cosine(double[] a, double[] b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            sum += a[c] * b[c];
        }
        return sum;
    }
}
