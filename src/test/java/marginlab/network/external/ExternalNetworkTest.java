package marginlab.network.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class ExternalNetworkTest {
    private static final ImageForm SMALL = new ImageForm(InputSize.square(4), PixelScale.BYTES, ColourOrder.RGB);

    @TempDir
    private Path folder;

    @Test
    void runsAnMxnetNetworkUpToTheEmbeddingWithItsBatchNormFolded() throws IOException {
        assumeTrue(Engine.hasEngine("MXNet"), "needs MXNet");
        Path symbol = TinyNetworks.mxnet(folder);
        try (ExternalNetwork network = ExternalNetwork.open(NetworkFile.of(symbol), SMALL, false)) {
            float[][] rows = network.embed(faces(new double[] {10, 20, 30}, new double[] {0, 255, 7}), 2);

            assertThat(network.dimension()).isEqualTo(2);
            assertThat(network.parameters()).isEqualTo(6 + 2 + 2);
            assertClose(rows[0], TinyNetworks.mxnetOf(10, 20, 30));
            assertClose(rows[1], TinyNetworks.mxnetOf(0, 255, 7));
        }
    }

    /** Slopes of real networks are below 0 and above 1 too. */
    @Test
    void runsAnMxnetNetworkWithSlopesOfAnySign() throws IOException {
        assumeTrue(Engine.hasEngine("MXNet"), "needs MXNet");
        float[] slopes = {-1.25f, 2.5f};
        Path symbol = TinyNetworks.mxnetWithSlopes(folder, slopes);
        try (ExternalNetwork network = ExternalNetwork.open(NetworkFile.of(symbol), SMALL, false)) {
            float[][] rows = network.embed(faces(new double[] {0, 2, 1}, new double[] {200, 1, 3}), 2);

            double[][] before = {TinyNetworks.mxnetOf(0, 2, 1), TinyNetworks.mxnetOf(200, 1, 3)};
            for (int i = 0; i < rows.length; i++) {
                double[] expected = new double[slopes.length];
                for (int k = 0; k < slopes.length; k++) {
                    expected[k] = before[i][k] < 0 ? slopes[k] * before[i][k] : before[i][k];
                }
                assertClose(rows[i], expected);
            }
            assertThat(before[0][0]).isNegative();
            assertThat(before[1][1]).isNegative();
        }
    }

    @Test
    void runsAnOnnxNetworkThatTakesOneImageAtATime() throws IOException {
        assumeTrue(Engine.hasEngine("OnnxRuntime"), "needs the profile onnx");
        Path file = TinyNetworks.onnx(folder.resolve("tiny.onnx"), 4, 4, "weights.bin");
        Files.write(folder.resolve("weights.bin"), TinyNetworks.weightBytes());
        try (ExternalNetwork network = ExternalNetwork.open(NetworkFile.of(file), SMALL, false)) {
            float[][] rows = network.embed(
                    faces(new double[] {10, 20, 30}, new double[] {0, 255, 7}, new double[] {1, 1, 1}), 3);

            assertThat(network.facts().batch()).contains(1);
            assertClose(rows[0], TinyNetworks.onnxOf(10, 20, 30));
            assertClose(rows[1], TinyNetworks.onnxOf(0, 255, 7));
            assertClose(rows[2], TinyNetworks.onnxOf(1, 1, 1));
        }
    }

    @Test
    void runsTorchScriptWhereItIsTrusted() throws IOException {
        assumeTrue(Engine.hasEngine("PyTorch"), "needs the profile pytorch");
        NetworkFile file = NetworkFile.of(TinyNetworks.torchScript(folder.resolve("net.pt")));
        try (ExternalNetwork network = ExternalNetwork.open(file, SMALL, true)) {
            assertClose(network.embed(faces(new double[] {10, 20, 30}), 1)[0], new double[] {10, 40, 90});
            assertThat(network.parameters()).isEqualTo(3);
        }
    }

    @Test
    void refusesAProgramWithoutTheUsersWord() throws IOException {
        NetworkFile torch = NetworkFile.of(TinyNetworks.torchScript(folder.resolve("net.pt")));
        TinyNetworks.parameters(folder.resolve("odd-0000.params"));
        NetworkFile custom =
                NetworkFile.of(Files.writeString(folder.resolve("odd-symbol.json"), TinyNetworks.symbol("Custom")));

        assertThatThrownBy(() -> ExternalNetwork.open(torch, SMALL, false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("net.pt")
                .hasMessageContaining("TorchScript, which is a program")
                .hasMessageContaining("--trust");
        assertThatThrownBy(() -> ExternalNetwork.open(custom, SMALL, false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("odd-symbol.json")
                .hasMessageContaining("Custom")
                .hasMessageContaining("--trust");
    }

    @Test
    void refusesImagesOfAnotherSizeThanTheFileHas() throws IOException {
        NetworkFile file = NetworkFile.of(TinyNetworks.onnx(folder.resolve("tiny.onnx"), 112, 96, null));

        assertThat(file.facts().size()).contains(new InputSize(112, 96));
        assertThatThrownBy(() -> ExternalNetwork.open(file, SMALL, false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("images of 4 pixels")
                .hasMessageContaining("112x96");
    }

    /** Faces of one colour each, {@code [n, 3, 4, 4]}. */
    private static FloatBuffer faces(double[]... colours) {
        FloatBuffer pixels = FloatBuffer.allocate(colours.length * 3 * 16);
        for (double[] colour : colours) {
            for (double plane : colour) {
                for (int i = 0; i < 16; i++) {
                    pixels.put((float) plane);
                }
            }
        }
        return pixels.flip();
    }

    private static void assertClose(float[] found, double[] expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], within(1e-4 * (1 + Math.abs(expected[i]))));
        }
    }
}
