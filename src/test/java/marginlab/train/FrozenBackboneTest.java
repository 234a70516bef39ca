package marginlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.batch.Sampler;
import marginlab.dataset.batch.TrainingBatch;
import marginlab.experiment.setting.Settings;
import marginlab.loss.Objective;
import marginlab.network.FaceModel;
import marginlab.network.FaceNetwork;
import marginlab.plan.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Class centres on embeddings that were made once, against a plain loop in double precision. */
@Tag("engine")
class FrozenBackboneTest {
    private static final int PEOPLE = 6;
    private static final int STEPS = 8;
    private static final double SCALE = 16;
    private static final double RATE = 0.05;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 0.0005;

    @TempDir
    Path folder;

    static List<String> engines() {
        return TrainingTest.engines().toList();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void movesTheCentresAloneAsAPlainLoopDoes(String engine) throws IOException {
        Trial trial = TinyTraining.trial(
                engine,
                "NS",
                Map.of(
                        "init.file", "drawn.params",
                        "freeze", "backbone",
                        "schedule.clip", "0",
                        "schedule.warm-up", "0",
                        "schedule.stop-at", String.valueOf(STEPS)));
        Settings settings = trial.settings();
        Objective objective = Objective.parse(trial.objective());
        try (DrawnFaces faces = new DrawnFaces(PEOPLE, 8, settings.input());
                FaceModel model = new FaceModel(
                        settings, ObjectiveHead.of(objective, settings, PEOPLE), trial.seed(), Device.cpu())) {
            Map<String, float[]> before = backbone(model);
            ImageEmbedder embedder = new ImageEmbedder(model, 16);
            ImageEmbedder.Embeddings rows = embedder.embed(faces);
            FixedEmbeddings embeddings = FixedEmbeddings.of(faces, embedder, settings.embedding());
            double[][] centres = doubles(model.part(FaceNetwork.CENTRES).array().toFloatArray(), settings.embedding());
            double[][] velocity = new double[PEOPLE][settings.embedding()];
            try (BatchSource source = batches(faces, settings, embeddings, trial.seed())) {
                for (int step = 0; step < STEPS; step++) {
                    TrainingBatch batch = source.next();
                    double[][] images = images(batch, settings.embedding());
                    assertThat(isAmong(images[0], rows.plain()) || isAmong(images[0], rows.flipped()))
                            .isTrue();
                    move(centres, velocity, images, batch.labels());
                }
            }
            try (BatchSource source = batches(faces, settings, embeddings, trial.seed())) {
                new Training(trial, objective, model, new Checkpoints(folder), new TinyListener()).run(source);
            }

            double[][] trained = doubles(model.part(FaceNetwork.CENTRES).array().toFloatArray(), settings.embedding());
            for (int i = 0; i < PEOPLE; i++) {
                for (int k = 0; k < trained[i].length; k++) {
                    assertThat(trained[i][k]).isCloseTo(centres[i][k], within(2e-5 + 1e-6 * Math.abs(centres[i][k])));
                }
            }
            backbone(model)
                    .forEach((name, values) -> assertThat(values).as(name).containsExactly(before.get(name)));
        }
    }

    private static final class TinyListener implements TrainingListener {
        @Override
        public void step(long step, long steps, int epoch, double loss, double imagesPerSecond) {}

        @Override
        public void epoch(long step, int epoch, SortedMap<String, Double> values) {}

        @Override
        public boolean stopRequested() {
            return false;
        }
    }

    private static BatchSource batches(DrawnFaces faces, Settings settings, FixedEmbeddings embeddings, long seed) {
        Sampler sampler =
                Sampler.of(settings.sampling(), faces, settings.schedule().batch(), seed);
        return new BatchSource(faces, sampler, embeddings, settings.flip(), seed, 1);
    }

    /** v = mu v - rate (g + decay w); w = w + v, of the mean cross entropy over s cos. */
    private static void move(double[][] centres, double[][] velocity, double[][] images, int[] labels) {
        int n = labels.length;
        int d = centres[0].length;
        double[][] gradient = new double[PEOPLE][d];
        double[][] units = units(centres);
        double[][] faces = units(images);
        for (int i = 0; i < n; i++) {
            double[] cosines = new double[PEOPLE];
            double sum = 0;
            for (int j = 0; j < PEOPLE; j++) {
                cosines[j] = dot(faces[i], units[j]);
                sum += Math.exp(SCALE * cosines[j]);
            }
            for (int j = 0; j < PEOPLE; j++) {
                double slope = SCALE / n * (Math.exp(SCALE * cosines[j]) / sum - (j == labels[i] ? 1 : 0));
                double norm = Math.sqrt(dot(centres[j], centres[j]));
                for (int k = 0; k < d; k++) {
                    gradient[j][k] += slope * (faces[i][k] - cosines[j] * units[j][k]) / norm;
                }
            }
        }
        for (int j = 0; j < PEOPLE; j++) {
            for (int k = 0; k < d; k++) {
                velocity[j][k] = MOMENTUM * velocity[j][k] - RATE * (gradient[j][k] + DECAY * centres[j][k]);
                centres[j][k] += velocity[j][k];
            }
        }
    }

    private static double[][] units(double[][] rows) {
        double[][] units = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double norm = Math.sqrt(dot(rows[i], rows[i]));
            units[i] = Arrays.stream(rows[i]).map(x -> x / norm).toArray();
        }
        return units;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[][] images(TrainingBatch batch, int dimension) {
        float[] values = new float[batch.size() * dimension];
        batch.images().duplicate().rewind().get(values);
        return doubles(values, dimension);
    }

    private static double[][] doubles(float[] values, int columns) {
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    private static boolean isAmong(double[] row, float[][] rows) {
        for (float[] candidate : rows) {
            boolean isEqual = true;
            for (int k = 0; k < row.length; k++) {
                isEqual &= row[k] == candidate[k];
            }
            if (isEqual) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, float[]> backbone(FaceModel model) {
        return model.backbone().stream()
                .collect(Collectors.toMap(
                        FaceModel.Part::name, part -> part.array().toFloatArray()));
    }
}
