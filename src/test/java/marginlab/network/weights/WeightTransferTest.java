package marginlab.network.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import marginlab.engine.HostToEngine;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.Settings;
import marginlab.file.mxnet.MxnetArray;
import marginlab.file.mxnet.ParamsWriter;
import marginlab.network.FaceModel;
import marginlab.network.FaceNetwork;
import marginlab.network.NetworkHead;
import marginlab.network.onnx.OnnxNetwork;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The files beside this test were written by {@code torch.save} of PyTorch 1.13: random weights of an iresnet as arcface_torch has it
 * (units 1-2, widths 4-6, 16 pixels, 5 numbers), and the embeddings that PyTorch gave.
 */
@Tag("engine")
class WeightTransferTest {
    private static final String NETWORK = "IR(1-2, 4-6)";
    private static final int IMAGES = 2;
    private static final int VALUES = 3 * 16 * 16;
    private static final double[] EMBEDDINGS = {
        0.041124437004327774,
        -0.01457276288419962,
        0.07114829123020172,
        -0.7041549682617188,
        -0.40252968668937683,
        0.22377657890319824,
        -0.17977337539196014,
        0.22117741405963898,
        -0.4185228943824768,
        -0.5506713390350342
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"backbone.pt, 1e-6", "backbone-old.pth, 1e-6", "checkpoint_gpu_0.pt, 1e-6", "half.pt, 5e-3"})
    void givesTheEmbeddingsThatPyTorchGave(String name, double tolerance) throws IOException {
        Settings settings = settings(NETWORK, "init.file", copy(name).toString());
        try (FaceModel model = model(settings)) {
            WeightTransfer.into(model, settings, settings.firstWeights().path());

            float[] embeddings = embed(model);
            for (int i = 0; i < EMBEDDINGS.length; i++) {
                assertThat((double) embeddings[i]).isCloseTo(EMBEDDINGS[i], within(tolerance));
            }
        }
    }

    @Test
    void takesTheCentresOfACheckpointWhereTheyAreAskedFor() throws IOException {
        Settings settings =
                settings(NETWORK, "init.file", copy("checkpoint_gpu_0.pt").toString(), "init.centres", "true");
        try (FaceModel model = model(settings)) {
            float[] drawn = model.part(FaceNetwork.CENTRES).array().toFloatArray();
            WeightTransfer.into(model, settings, settings.firstWeights().path());

            // Drawn with deviation 0.01 here, with 1 in the file.
            assertThat(largest(drawn)).isLessThan(0.1);
            assertThat(largest(model.part(FaceNetwork.CENTRES).array().toFloatArray()))
                    .isGreaterThan(1);
        }
    }

    @Test
    void refusesCentresOfOtherPeopleAndOfNobody() throws IOException {
        Path checkpoint = copy("checkpoint_gpu_0.pt");
        Settings settings = settings(NETWORK, "init.file", checkpoint.toString(), "init.centres", "true");
        try (FaceModel model = new FaceModel(settings, new NetworkHead(8, false), 1, Device.cpu())) {
            assertThatThrownBy(() -> WeightTransfer.into(model, settings, checkpoint))
                    .hasMessageContaining("state_dict_softmax_fc.weight")
                    .hasMessageContaining("[7, 5]")
                    .hasMessageContaining("[8, 5]");
            Path backbone = copy("backbone.pt");
            assertThatThrownBy(() -> WeightTransfer.into(model, settings, backbone))
                    .hasMessageContaining("no class centres");
        }
    }

    @Test
    void namesEveryArrayThatDoesNotFitAndLeavesTheModelAsItWas() throws IOException {
        Path file = copy("backbone.pt");
        Settings settings = settings("IR(1-1, 4-8)", "init.file", file.toString());
        try (FaceModel model = model(settings)) {
            float[] before = embed(model);
            assertThatThrownBy(() -> WeightTransfer.into(model, settings, file))
                    .hasMessageContaining("array layer2.0.conv1.weight: found the shape [6, 4, 3, 3]")
                    .hasMessageContaining("expected the shape [8, 4, 3, 3]")
                    .hasMessageContaining("array fc.weight: found the shape [5, 96]")
                    .hasMessageContaining("arrays that the network does not have: layer2.1.bn1.bias");
            assertThat(embed(model)).containsExactly(before);
        }
    }

    @Test
    void namesWhatItFoundWhereNoNameIsTheNetworks() throws IOException {
        Path file = copy("backbone.pt");
        Settings settings = settings("Mobile(1-1, 8-16)", "init.file", file.toString());
        try (FaceModel model = model(settings)) {
            assertThatThrownBy(() -> WeightTransfer.into(model, settings, file))
                    .hasMessageContaining("none with a name of Mobile(1-1, 8-16)")
                    .hasMessageContaining("conv1.weight")
                    .hasMessageContaining("conv_1_conv2d_weight");
        }
    }

    /** Every byte of the pickle and of the zip's directory is damaged once; what is read is read whole or named. */
    @Test
    void survivesDamage() throws IOException {
        byte[] whole = Files.readAllBytes(copy("backbone-old.pth"));
        Path damaged = folder.resolve("damaged.pth");
        for (int at = 0; at < 6000; at += 7) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << at % 8);
            Files.write(damaged, bytes);
            readOrName(damaged);
        }
        for (int length = 0; length < whole.length; length += 211) {
            Files.write(damaged, Arrays.copyOf(whole, length));
            readOrName(damaged);
        }
    }

    private static void readOrName(Path file) {
        try {
            WeightFile.read(file)
                    .arrays()
                    .values()
                    .forEach(array -> array.values().get());
        } catch (ProblemException e) {
            assertThat(e).hasMessageContaining(file.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"IR(1-2, 4-6)", "IR-SE(1-1, 16-32)", "Mobile(1-1, 8-16)", "IR(1-1, 4-8, relu)"})
    void startsAgainFromItsOwnOnnx(String network) throws IOException {
        Path file = folder.resolve("own.onnx");
        Settings settings = settings(network, "init.file", file.toString());
        float[] before;
        try (FaceModel model = model(settings)) {
            before = embed(model);
            Files.write(file, OnnxNetwork.of(model, settings).toByteArray());
        }
        try (FaceModel other = new FaceModel(settings, new NetworkHead(7, false), 2, Device.cpu())) {
            assertThat(embed(other)).isNotEqualTo(before);
            WeightTransfer.into(other, settings, file);

            assertThat(embed(other)).containsExactly(before);
        }
    }

    /** The shapes that are told before an engine is there, against those of the arrays that the engine has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "IR(1-2, 4-6); 16",
                "IR(1-1, 4-8, relu); 30",
                "IR-SE(1-1, 16-32); 16",
                "Mobile(1-1, 8-16); 16",
                "Mobile(2-1, 8-16, relu); 33",
                "MobileFaceNet; 112",
                "IR-18; 112"
            })
    void knowsTheShapesOfAllArrays(String network, String side) {
        Settings settings = settings(network, "input", side);
        try (FaceModel model = model(settings)) {
            List<String> expected = model.backbone().stream()
                    .map(part -> Arrays.toString(part.array().getShape().getShape()))
                    .toList();

            assertThat(BackboneLayers.of(settings.backbone(), settings.input(), settings.embedding()).stream()
                            .flatMap(layer -> layer.kind().roles().stream()
                                    .map(role -> layer.shape(role).toString())))
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void saysThatTheOtherMobileFaceNetIsAnotherNetwork() throws IOException {
        Path file = folder.resolve("mbf-0000.params");
        ParamsWriter.write(
                file,
                List.of(new MxnetArray("layers.0.layers.0.weight", false, new long[] {128, 3, 3, 3}, new float[3456])));
        Settings settings = settings("MobileFaceNet", "init.file", file.toString());

        assertThatThrownBy(() -> WeightTransfer.check(settings, file))
                .hasMessageContaining("layers.0.layers.0.weight")
                .hasMessageContaining("no backbone here is that network");
    }

    /** Names from the files that InsightFace hands out. */
    @Test
    void knowsTheNamesOfLResNet() {
        assertThat(BackboneLayers.of(Backbone.parse("IR-50"), 112, 512).stream()
                        .flatMap(layer -> layer.kind().roles().stream()
                                .flatMap(role -> layer.arrayNames(Trainer.ARCFACE_MXNET, role).stream())))
                .contains(
                        "conv0_weight",
                        "bn0_moving_mean",
                        "relu0_gamma",
                        "stage1_unit1_bn1_gamma",
                        "stage3_unit14_conv2_weight",
                        "stage3_unit1_conv1sc_weight",
                        "stage4_unit1_sc_moving_var",
                        "stage2_unit4_relu1_gamma",
                        "bn1_beta",
                        "pre_fc1_weight",
                        "pre_fc1_bias",
                        "fc1_moving_var");
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Of images that follow from a formula, each pixel a whole number from 0 to 255. */
    private static float[] embed(FaceModel model) {
        float[] pixels = new float[IMAGES * VALUES];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = ((i * 37 + i / VALUES * 11) % 256 - 127.5f) / 128;
        }
        try (NDManager scope = model.manager().newSubManager()) {
            return model.embed(HostToEngine.floats(scope, pixels, model.imageShape(IMAGES)))
                    .toFloatArray();
        }
    }

    private static FaceModel model(Settings settings) {
        return new FaceModel(settings, new NetworkHead(7, false), 1, Device.cpu());
    }

    private static Settings settings(String network, String... more) {
        String[] all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = "backbone";
        all[more.length + 1] = network;
        return TransferSettings.of(all);
    }

    private Path copy(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }
}
