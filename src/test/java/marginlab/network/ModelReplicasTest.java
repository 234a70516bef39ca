package marginlab.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.engine.HostToEngine;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("engine")
class ModelReplicasTest {
    private static final Offset<Float> ROUNDING = Offset.offset(1e-4f);

    /** Processors of different number are different devices, so that arrays really move. */
    static Stream<Arguments> devices() {
        return Stream.of(
                        Arguments.of("MXNet", List.of(Device.cpu(), Device.of("cpu", 1), Device.of("cpu", 2))),
                        Arguments.of("PyTorch", List.of(Device.cpu(), Device.of("cpu", 1), Device.of("cpu", 2))))
                .filter(arguments -> Engine.hasEngine((String) arguments.get()[0]));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void addUpToWhatOneDeviceComputesOnEachPart(String engine, List<Device> devices) {
        Settings settings = settings(engine);
        NetworkHead head = new NetworkHead(5, false);
        float[] images = new float[2 * 3 * 16 * 16];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) Math.sin(i);
        }
        try (FaceModel one = new FaceModel(settings, head, 7, devices.get(0));
                FaceModel three = new FaceModel(settings, head, 7, devices)) {
            for (int step = 0; step < 2; step++) {
                float[] part = backward(one, images, 1);
                float[] all = backward(three, images, 3);

                assertThat(all).hasSize(3 * part.length);
                for (int i = 0; i < all.length; i++) {
                    assertThat(all[i]).isCloseTo(part[i % part.length], ROUNDING);
                }
                for (FaceModel.Part whole : one.parts()) {
                    FaceModel.Part same = three.part(whole.name());
                    float times = whole.trained() && !whole.name().equals(FaceNetwork.CENTRES) ? 3 : 1;
                    close(same.array().toFloatArray(), whole.array().toFloatArray(), 1);
                    if (whole.trained()) {
                        close(gradient(same), gradient(whole), times);
                        move(whole, 1);
                        move(same, 1 / times);
                    }
                }
            }
        }
    }

    private static Settings settings(String engine) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "engine",
                engine,
                "train",
                "t",
                "verify",
                "v",
                "backbone",
                "IR(1-1, 8-16)",
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
        for (SettingKey key : SettingKey.values()) {
            key.standard().ifPresent(value -> settings.putIfAbsent(key.path(), value));
        }
        return Settings.of(settings);
    }

    /** The embeddings of a batch of equal parts, whose gradients are then in the model. */
    private static float[] backward(FaceModel model, float[] part, int times) {
        try (NDManager scope = model.manager().newSubManager()) {
            model.spread();
            model.parts().forEach(array -> scope.tempAttachAll(array.array()));
            float[] parts = new float[times * part.length];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = part[i % part.length];
            }
            NDArray images = HostToEngine.floats(scope, parts, new Shape(2L * times, 3, 16, 16));
            NDArray embeddings;
            try (GradientCollector collector = model.manager().getEngine().newGradientCollector()) {
                NDList outputs = model.forwardTraining(new NDList(images));
                embeddings = outputs.get(0);
                collector.backward(embeddings.square().sum().add(outputs.get(1).sum()));
            }
            model.gather();
            return embeddings.toFloatArray();
        }
    }

    private static float[] gradient(FaceModel.Part part) {
        try (NDArray gradient = part.array().getGradient()) {
            return gradient.toFloatArray();
        }
    }

    /** A step down the gradient. */
    private static void move(FaceModel.Part part, float rate) {
        try (NDArray gradient = part.array().getGradient();
                NDArray change = gradient.mul(0.01f * rate)) {
            part.array().subi(change);
            gradient.subi(gradient);
        }
    }

    private static void close(float[] found, float[] expected, float times) {
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(times * value));
        }
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(times * expected[i], Offset.offset(1e-6f + 1e-4f * largest));
        }
    }
}
