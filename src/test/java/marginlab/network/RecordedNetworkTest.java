package marginlab.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that MXNet has planned computes to the bit what it computes operator by operator. */
@Tag("engine")
class RecordedNetworkTest {
    private static final NetworkHead HEAD = new NetworkHead(3, true);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "IR(1-1, 8-16); 0; paper",
                "IR(2-1, 8-16); 0.4; paper",
                "IR(1-1, 8-16, relu); 0; paper",
                "IR-SE(1-1, 16-16); 0.4; paper",
                "Mobile(1-1, 8-16); 0; arcface_torch"
            })
    void computesTheSameToTheBit(String network, double dropout, String recipe) {
        Settings settings = settings(Map.of("backbone", network, "recipe", recipe));
        List<float[]> plain;
        List<float[]> planned;
        try (FaceModel model = new FaceModel(settings, HEAD, 1, Device.cpu())) {
            plain = steps(model, dropout);
        }
        try (FaceModel model = new FaceModel(settings, HEAD, 1, Device.cpu())) {
            model.plan(dropout > 0 ? 2 : 1);
            planned = steps(model, dropout);
        }

        assertThat(planned).hasSameSizeAs(plain).hasSizeGreaterThan(50);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(planned.get(i)).as("array " + i).containsExactly(plain.get(i));
        }
    }

    /** Embeddings of three steps with other batches, the second a larger one, the gradients of each, embeddings without
     * dropout of two more, and all arrays in the end. */
    private static List<float[]> steps(FaceModel model, double dropout) {
        List<float[]> all = new ArrayList<>();
        List<NDArray> results = new ArrayList<>();
        try (NDManager scope = model.manager().newSubManager()) {
            for (int step = 0; step < 3; step++) {
                int images = step == 1 ? 6 : 4;
                NDList inputs = new NDList(random(scope, step, model, images));
                if (dropout > 0) {
                    inputs.add(HostToEngine.floats(scope, mask(step, model, images), model.maskShape(images)));
                }
                model.parts().forEach(part -> scope.tempAttachAll(part.array()));
                GradientCollector collector = scope.getEngine().newGradientCollector();
                NDList outputs = model.forwardTraining(inputs);
                NDArray cosines = Operators.MXNET.linear(outputs.get(0), outputs.get(1), outputs.get(2));
                collector.backward(cosines.square().sum());
                collector.close();
                results.add(outputs.get(0));
                for (FaceModel.Part part : model.parts()) {
                    if (part.trained()) {
                        all.add(part.array().getGradient().toFloatArray());
                        part.array().subi(part.array().getGradient().mul(0.01f));
                    }
                }
            }
            for (int images : new int[] {5, 2}) {
                results.add(model.embed(random(scope, images, model, images)));
            }
            // Read last: no step overwrites what an earlier one gave.
            results.forEach(result -> all.add(result.toFloatArray()));
            model.parts().forEach(part -> all.add(part.array().toFloatArray()));
            return all;
        }
    }

    private static NDArray random(NDManager scope, int seed, FaceModel model, int images) {
        Random random = new Random(seed);
        float[] values = new float[(int) model.imageShape(images).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return HostToEngine.floats(scope, values, model.imageShape(images));
    }

    private static float[] mask(int seed, FaceModel model, int images) {
        Random random = new Random(seed);
        float[] values = new float[(int) model.maskShape(images).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(3) == 0 ? 0 : 1.5f;
        }
        return values;
    }

    private static Settings settings(Map<String, String> own) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "engine",
                "MXNet",
                "train",
                "t",
                "verify",
                "v",
                "input",
                "16",
                "embedding",
                "4",
                "sampling",
                "shuffle",
                "schedule.divide-at",
                "20",
                "watch",
                ""));
        settings.putAll(own);
        for (SettingKey key : SettingKey.values()) {
            key.standard().ifPresent(value -> settings.putIfAbsent(key.path(), value));
        }
        return Settings.of(settings);
    }
}
