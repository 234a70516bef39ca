package marginlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("engine")
class LayerOperatorsTest {
    private static final float[] INPUT = {-2, 3, -1, 4, 5, -6, 7, -8};

    static Stream<String> engines() {
        return Stream.of("MXNet", "PyTorch").filter(Engine::hasEngine);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void scalesNegativeValuesByTheSlopeOfTheirChannel(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray x = HostToEngine.floats(manager, INPUT, new Shape(1, 2, 2, 2));
            NDArray slope = HostToEngine.floats(manager, new float[] {0.5f, -0.25f});

            NDArray y = LayerOperators.of(manager).prelu(x, slope);

            assertThat(y.toFloatArray()).containsExactly(-1f, 3f, -0.5f, 4f, 5f, 1.5f, 7f, 2f);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void differentiatesTheSlopeAndTheInput(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray x = HostToEngine.floats(manager, INPUT, new Shape(1, 2, 2, 2));
            NDArray slope = HostToEngine.floats(manager, new float[] {0.5f, -0.25f});
            NDArray weights = HostToEngine.floats(manager, new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(1, 2, 2, 2));
            x.setRequiresGradient(true);
            slope.setRequiresGradient(true);
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                collector.backward(
                        LayerOperators.of(manager).prelu(x, slope).mul(weights).sum());
            }

            // Sum of weight times negative input a channel: 1 (-2) + 3 (-1), and 6 (-6) + 8 (-8).
            assertThat(slope.getGradient().toFloatArray()).containsExactly(-5f, -100f);
            // The weight, times the slope where the input is negative.
            assertThat(x.getGradient().toFloatArray()).containsExactly(0.5f, 2f, 1.5f, 4f, 5f, -1.5f, 7f, -2f);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void averagesEachChannel(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray x = HostToEngine.floats(manager, INPUT, new Shape(1, 2, 2, 2));
            x.setRequiresGradient(true);
            NDArray means;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                means = LayerOperators.of(manager).channelMeans(x);
                collector.backward(means.sum());
            }

            assertThat(means.getShape()).isEqualTo(new Shape(1, 2));
            assertThat(means.toFloatArray()).containsExactly(1f, -0.5f);
            assertThat(x.getGradient().toFloatArray()).containsOnly(0.25f);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void sumsTheSquaresOfAllArrays(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray a = HostToEngine.floats(manager, new float[] {1, 2, 2});
            NDArray b = HostToEngine.floats(manager, new float[] {4, 5}, new Shape(2, 1));

            assertThat(LayerOperators.of(manager).squaredNorm(manager, List.of(a, b)))
                    .isEqualTo(50);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void keepsTheLearningRateInsideTheMomentum(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray weight = HostToEngine.floats(manager, new float[] {1, -2});
            NDArray gradient = HostToEngine.floats(manager, new float[] {4, 8});
            NDArray momentum = HostToEngine.floats(manager, new float[] {0.5f, -1});

            LayerOperators.of(manager).momentumStep(weight, gradient, momentum, new MomentumStep(0.1, 0.9, 0.01, 0.5));

            // v = 0.9 v - 0.1 (0.5 g + 0.01 w)
            float[] v = momentum.toFloatArray();
            assertThat(v[0]).isCloseTo(0.9f * 0.5f - 0.1f * (2 + 0.01f), within(1e-6f));
            assertThat(v[1]).isCloseTo(-0.9f - 0.1f * (4 - 0.02f), within(1e-6f));
            float[] w = weight.toFloatArray();
            assertThat(w[0]).isCloseTo(1 + v[0], within(1e-6f));
            assertThat(w[1]).isCloseTo(-2 + v[1], within(1e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void keepsTheLearningRateOutsideTheMomentum(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray weight = HostToEngine.floats(manager, new float[] {1, -2});
            NDArray gradient = HostToEngine.floats(manager, new float[] {4, 8});
            NDArray velocity = HostToEngine.floats(manager, new float[] {0.5f, -1});

            LayerOperators.of(manager).velocityStep(weight, gradient, velocity, new MomentumStep(0.1, 0.9, 0.01, 0.5));

            // u = 0.9 u + 0.5 g + 0.01 w
            float[] u = velocity.toFloatArray();
            assertThat(u[0]).isCloseTo(0.45f + 2 + 0.01f, within(1e-6f));
            assertThat(u[1]).isCloseTo(-0.9f + 4 - 0.02f, within(1e-6f));
            float[] w = weight.toFloatArray();
            assertThat(w[0]).isCloseTo(1 - 0.1f * u[0], within(1e-6f));
            assertThat(w[1]).isCloseTo(-2 - 0.1f * u[1], within(1e-6f));

            // At the rate 0 the weight rests, and the velocity goes on.
            LayerOperators.of(manager).velocityStep(weight, gradient, velocity, new MomentumStep(0, 0.9, 0, 1));
            assertThat(weight.toFloatArray()).containsExactly(w);
            assertThat(velocity.toFloatArray()[0]).isCloseTo(0.9f * u[0] + 4, within(1e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void putsRowsWhereTheyWereTakenFrom(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray array = HostToEngine.floats(manager, new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, new Shape(5, 2));
            NDArray numbers = HostToEngine.floats(manager, new float[] {0, 1, 2, 3, 4});
            int[] places = {1, 4};
            LayerOperators layers = LayerOperators.of(manager);

            NDArray rows = layers.take(array, HostToEngine.ints(manager, places));
            layers.put(array, places, rows.mul(10f));
            layers.put(numbers, places, HostToEngine.floats(manager, new float[] {-1, -4}));

            assertThat(rows.toFloatArray()).containsExactly(2f, 3f, 8f, 9f);
            assertThat(array.toFloatArray()).containsExactly(0f, 1f, 20f, 30f, 4f, 5f, 6f, 7f, 80f, 90f);
            assertThat(numbers.toFloatArray()).containsExactly(0f, -1f, 2f, 3f, -4f);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void putsManyRowsInTheirPlaces(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            int count = 100_000;
            int[] places = new int[count];
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                places[i] = 10 * i + i % 10;
                values[i] = places[i];
            }
            NDArray array = manager.zeros(new Shape(10L * count, 1));

            LayerOperators.of(manager).put(array, places, HostToEngine.floats(manager, values, new Shape(count, 1)));

            float[] after = array.toFloatArray();
            for (int row = 0; row < after.length; row++) {
                assertThat(after[row]).isEqualTo(row % 10 == row / 10 % 10 ? row : 0);
            }
        }
    }

    /** More small arrays than one operator of MXNet takes, some large ones between them, at rates as schedules have them. */
    @ParameterizedTest
    @MethodSource("engines")
    void movesManyArraysAsItMovesEachAlone(String engine) {
        Random random = new Random(7);
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            LayerOperators layers = LayerOperators.of(manager);
            for (int round = 0; round < 20; round++) {
                List<List<NDArray>> together = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
                List<List<NDArray>> alone = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
                List<MomentumStep> steps = new ArrayList<>();
                double rate = 0.05 * (1 + Math.cos(random.nextDouble() * Math.PI));
                double rescale = round % 2 == 0 ? 1 : random.nextDouble();
                for (int i = 0; i < 120; i++) {
                    int size = i % 40 == 0 ? 5000 : 1 + random.nextInt(130);
                    for (int kind = 0; kind < 3; kind++) {
                        float[] values = new float[size];
                        for (int k = 0; k < size; k++) {
                            values[k] = (float) random.nextGaussian();
                        }
                        together.get(kind).add(HostToEngine.floats(manager, values));
                        alone.get(kind).add(HostToEngine.floats(manager, values));
                    }
                    steps.add(new MomentumStep(rate, 0.9, i % 3 == 0 ? 0 : 5e-4, rescale));
                }

                layers.momentumSteps(together.get(0), together.get(1), together.get(2), steps);

                for (int i = 0; i < steps.size(); i++) {
                    layers.momentumStep(
                            alone.get(0).get(i),
                            alone.get(1).get(i),
                            alone.get(2).get(i),
                            steps.get(i));
                    for (int kind = 0; kind < 3; kind++) {
                        assertThat(together.get(kind).get(i).toFloatArray())
                                .containsExactly(alone.get(kind).get(i).toFloatArray());
                    }
                }
            }
        }
    }

    /** The gradient of a convolution reads beyond its filters, and beyond its channels, unless they fill whole blocks. */
    @ParameterizedTest(name = "{0}: {1} channels, {2} filters")
    @MethodSource("widths")
    void readsNothingThatOthersLeftInMemory(String engine, int channels, int filters) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            float[] pixels = new float[4 * channels * 14 * 14];
            float[] weights = new float[filters * channels * 9];
            Arrays.fill(pixels, 0.5f);
            Arrays.fill(weights, 0.25f);
            for (int round = 0; round < 5; round++) {
                leaveNoNumbers(manager);
                try (NDManager scope = manager.newSubManager()) {
                    NDArray x = HostToEngine.floats(scope, pixels, new Shape(4, channels, 14, 14));
                    NDArray w = HostToEngine.floats(scope, weights, new Shape(filters, channels, 3, 3));
                    x.setRequiresGradient(true);
                    w.setRequiresGradient(true);
                    NDArray y;
                    try (GradientCollector collector = scope.getEngine().newGradientCollector()) {
                        y = LayerOperators.of(scope).convolution(x, w, 1, 1, 1);
                        collector.backward(y.sum());
                    }

                    // In the middle: 9 weights a channel, 14 x 14 windows an image less those at the border.
                    assertThat(y.toFloatArray()[14 * 7 + 7]).isEqualTo(channels * 9 * 0.125f);
                    assertThat(x.getGradient().toFloatArray()[14 * 7 + 7]).isEqualTo(filters * 9 * 0.25f);
                    assertThat(w.getGradient().toFloatArray()[4]).isEqualTo(4 * 14 * 14 * 0.5f);
                }
            }
        }
    }

    static Stream<Arguments> widths() {
        return engines()
                .flatMap(engine -> Stream.of(
                                List.of(3, 8),
                                List.of(8, 8),
                                List.of(8, 12),
                                List.of(24, 16),
                                List.of(24, 40),
                                List.of(16, 16))
                        .map(widths -> Arguments.of(engine, widths.get(0), widths.get(1))));
    }

    private static void leaveNoNumbers(NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            for (int size = 64; size <= 1 << 18; size *= 2) {
                for (int each = 0; each < 8; each++) {
                    scope.full(new Shape(size), Float.NaN);
                }
            }
        }
    }
}
