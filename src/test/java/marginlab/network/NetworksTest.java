package marginlab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.engine.Precision;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("engine")
class NetworksTest {
    private static final NetworkHead NONE = new NetworkHead(0, false);

    /** Counted by hand: convolutions, two numbers a normalised channel, a slope a channel, the output layer and its shift. */
    @ParameterizedTest
    @CsvSource({"IR-18, 24025088", "IR-34, 34138816", "IR-50, 43590336", "IR-100, 65155648", "IR-200, 118833408"})
    void hasAsManyParametersAsTheLiteratureSays(String name, long expected) {
        assertThat(parameters(settings(Map.of("backbone", name)))).isEqualTo(expected);
    }

    @Test
    void squeezesAndExcitesWithTwoLayersAUnit() {
        long plain = parameters(settings(Map.of("backbone", "IR(1-1, 16-32)", "input", "16")));
        long weighed = parameters(settings(Map.of("backbone", "IR-SE(1-1, 16-32)", "input", "16")));

        assertThat(weighed - plain).isEqualTo(2 * 16 + 2 * 32 * 2);
    }

    @Test
    void mobileFaceNetIsSmall() {
        // 1.19 million in FaceX-Zoo, with 512 numbers an embedding.
        long count = parameters(settings(Map.of("backbone", "MobileFaceNet")));

        assertThat(count / 1e6).isCloseTo(1.2, within(0.03));
    }

    static Stream<Arguments> networks() {
        return engines()
                .flatMap(engine -> Stream.of(
                                "IR(1-1, 8-16)", "IR-SE(1-1, 16-16)", "Mobile(1-1, 8-16)", "IR(1-1, 8-16, relu)")
                        .map(network -> Arguments.of(engine, network)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("networks")
    void embedsFacesOfEverySize(String engine, String network) {
        for (int side : new int[] {16, 30, 56}) {
            Settings settings = settings(
                    Map.of("engine", engine, "backbone", network, "input", String.valueOf(side), "embedding", "2"));
            try (FaceModel model = new FaceModel(settings, NONE, 1, Device.cpu());
                    NDManager scope = model.manager().newSubManager()) {
                NDArray embeddings = model.embed(scope.ones(model.imageShape(3)));
                assertThat(embeddings.getShape()).isEqualTo(new Shape(3, 2));
                assertThat(embeddings.toFloatArray()).doesNotContain(Float.NaN);
            }
        }
    }

    @Test
    void startsFromThePapersWeights() {
        try (FaceModel model = model("paper")) {
            // A 3 x 3 convolution with 64 filters: sqrt(2 / (64 * 9)).
            assertThat(deviation(model, "Conv2d", 4)).isCloseTo(Math.sqrt(2.0 / 576), within(2e-3));
            assertThat(model.parts()).filteredOn(FaceModel.Part::trained).anyMatch(part -> !part.decays());
        }
    }

    @Test
    void startsFromTheWeightsOfArcfaceTorch() {
        try (FaceModel model = model("arcface_torch")) {
            assertThat(deviation(model, "Conv2d", 4)).isCloseTo(0.1, within(2e-3));
            // Uniform within b has the deviation b / sqrt(3); 64 maps of 8 x 8 come in.
            assertThat(deviation(model, "Linear", 2)).isCloseTo(1 / Math.sqrt(4096 * 3.0), within(5e-4));
            assertThat(model.parts()).filteredOn(FaceModel.Part::trained).allMatch(FaceModel.Part::decays);
        }
    }

    @Test
    void startsMobileFaceNetFromTheWeightsOfArcfaceTorchsOwn() {
        Map<String, String> small =
                Map.of("backbone", "Mobile(1, 64)", "input", "16", "embedding", "64", "recipe", "arcface_torch");
        try (FaceModel model = new FaceModel(settings(small), NONE, 1, Device.cpu())) {
            // The largest: 512 filters of 1 x 1, and 64 numbers out of 512.
            assertThat(deviation(model, "Conv2d", 4)).isCloseTo(Math.sqrt(2.0 / 512), within(2e-3));
            assertThat(deviation(model, "Linear", 2)).isCloseTo(Math.sqrt(2.0 / 64), within(4e-3));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            IR(1, 8)     | paper         | 2e-5 | 2e-5
            IR(1, 8)     | arcface_torch | 1e-5 | 1e-5
            Mobile(1, 8) | paper         | 1e-3 | 2e-5
            Mobile(1, 8) | arcface_torch | 1e-5 | 1e-5
            """)
    void normalisesWithTheEpsilonOfItsTrainer(String network, String recipe, double trunk, double output) {
        Settings settings = settings(Map.of("backbone", network, "input", "16", "recipe", recipe));
        try (FaceModel model = new FaceModel(settings, NONE, 1, Device.cpu());
                NDManager scope = model.manager().newSubManager()) {
            List<Double> normalised = new ArrayList<>();
            normalisedOnes(model.network(), scope, normalised);

            // With first values a one becomes 1 / sqrt(1 + epsilon).
            double last = normalised.remove(normalised.size() - 1);
            assertThat(last).isCloseTo(1 - output / 2, within(1e-6));
            assertThat(normalised)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one).isCloseTo(1 - trunk / 2, within(1e-6)));
        }
    }

    static Stream<String> engines() {
        return Stream.of("MXNet", "PyTorch").filter(Engine::hasEngine);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void keepsNineTenthsOfTheRunningStatistics(String engine) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine);
                GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
            Block block = new NetworkLayers(1e-5f, Precision.FLOAT32).batchNorm();
            Shape shape = new Shape(4, 2, 3, 3);
            block.initialize(manager, DataType.FLOAT32, shape);

            NDList threes = new NDList(manager.full(shape, 3f));
            NDList outputs = block.forward(new ParameterStore(manager, false), threes, true);
            collector.backward(outputs.get(0).sum());

            // From 0 and 1 towards the batch's mean of 3 and its variance of 0.
            assertThat(numbers(block, "runningMean")).containsExactly(new float[] {0.3f, 0.3f}, within(1e-6f));
            assertThat(numbers(block, "runningVar")).containsExactly(new float[] {0.9f, 0.9f}, within(1e-6f));
        }
    }

    private static float[] numbers(Block block, String name) {
        return block.getParameters().get(name).getArray().toFloatArray();
    }

    /** What each batch normalisation of a block makes of a one, in the order of the network. */
    private static void normalisedOnes(Block block, NDManager scope, List<Double> found) {
        if (block instanceof BatchNorm) {
            long channels = block.getParameters().get("gamma").getArray().size();
            NDList ones = new NDList(scope.ones(new Shape(1, channels, 1, 1)));
            NDArray out =
                    block.forward(new ParameterStore(scope, false), ones, false).get(0);
            found.add((double) out.toFloatArray()[0]);
        }
        block.getChildren().values().forEach(child -> normalisedOnes(child, scope, found));
    }

    @Test
    void keepsNumbersAndSubCentresBesideTheNetwork() {
        NetworkHead head = new NetworkHead(5, 3, false, true, Map.of("scale", 30.0));
        try (FaceModel model =
                new FaceModel(settings(Map.of("backbone", "IR(1, 8)", "input", "16")), head, 1, Device.cpu())) {
            assertThat(model.part("scale").array().toFloatArray()).containsExactly(30);
            assertThat(model.part("scale").decays()).isFalse();
            assertThat(model.part(FaceNetwork.CENTRES).array().getShape().get(0))
                    .isEqualTo(15);
            assertThat(model.part(FaceNetwork.CENTRES).trained()).isFalse();
        }
    }

    private static FaceModel model(String recipe) {
        return new FaceModel(
                settings(Map.of("backbone", "IR(1, 64)", "input", "16", "recipe", recipe)), NONE, 1, Device.cpu());
    }

    private static double deviation(FaceModel model, String layer, int dimensions) {
        float[] values = model.parts().stream()
                .filter(part ->
                        part.name().contains(layer) && part.array().getShape().dimension() == dimensions)
                .max(Comparator.comparingLong(part -> part.array().size()))
                .orElseThrow()
                .array()
                .toFloatArray();
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares / values.length);
    }

    private static long parameters(Settings settings) {
        FaceNetwork network = new FaceNetwork(settings, NONE);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "MXNet")) {
            network.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, settings.input(), settings.input()));
            return network.getParameters().values().stream()
                    .filter(Parameter::requiresGradient)
                    .mapToLong(parameter -> parameter.getArray().size())
                    .sum();
        }
    }

    private static Settings settings(Map<String, String> changes) {
        SortedMap<String, String> flat = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            flat.put(key.path(), key.standard().orElse(""));
        }
        flat.putAll(Map.of("train", "a", "verify", "x", "sampling", "shuffle"));
        flat.putAll(changes);
        return Settings.of(flat);
    }
}
