package marginlab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import marginlab.engine.HostToEngine;
import marginlab.engine.Precision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both engines keep the variance that is divided by the number of values, against a plain loop. */
@Tag("engine")
class RunningVariancesTest {
    private static final int CHANNELS = 3;

    static Stream<Arguments> cases() {
        return Stream.of("MXNet", "PyTorch")
                .filter(Engine::hasEngine)
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, 2, new Shape(CHANNELS)),
                        Arguments.of(engine, 16, new Shape(CHANNELS)),
                        Arguments.of(engine, 2, new Shape(CHANNELS, 2, 1)),
                        Arguments.of(engine, 5, new Shape(CHANNELS, 3, 4))));
    }

    @ParameterizedTest(name = "{0}: {1} images of {2}")
    @MethodSource("cases")
    void isDividedByTheNumberOfValues(String engine, int images, Shape image) {
        int each = (int) (image.size() / CHANNELS);
        double[] expected = {1, 1, 1};
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            Block block = new NetworkLayers(1e-5f, Precision.FLOAT32).batchNorm();
            block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(image));
            RunningVariances variances = new RunningVariances(block);
            SplittableRandom random = new SplittableRandom(images);
            for (int step = 0; step < 3; step++) {
                float[] values = new float[(int) (images * image.size())];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (2 * random.nextGaussian() + 1);
                }
                NDArray x = HostToEngine.floats(manager, values, new Shape(images).addAll(image));
                x.setRequiresGradient(true);
                try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                    variances.keep();
                    NDArray y = block.forward(new ParameterStore(manager, false), new NDList(x), true)
                            .get(0);
                    collector.backward(y.square().sum());
                }
                variances.settle(images);
                for (int c = 0; c < CHANNELS; c++) {
                    expected[c] = 0.9 * expected[c] + 0.1 * variance(values, c, images, each);
                }
            }
            float[] found = block.getParameters().get("runningVar").getArray().toFloatArray();
            for (int c = 0; c < CHANNELS; c++) {
                assertThat((double) found[c]).isCloseTo(expected[c], within(1e-5 * expected[c]));
            }
        }
    }

    private static double variance(float[] values, int channel, int images, int each) {
        double sum = 0;
        double squares = 0;
        for (int image = 0; image < images; image++) {
            for (int k = 0; k < each; k++) {
                double value = values[(image * CHANNELS + channel) * each + k];
                sum += value;
                squares += value * value;
            }
        }
        double n = images * (double) each;
        return squares / n - sum / n * (sum / n);
    }
}
