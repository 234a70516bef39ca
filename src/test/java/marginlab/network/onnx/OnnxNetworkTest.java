package marginlab.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.engine.HostToEngine;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.experiment.setting.Settings;
import marginlab.file.onnx.OnnxFile;
import marginlab.network.FaceModel;
import marginlab.network.NetworkHead;
import marginlab.network.external.ExternalNetwork;
import marginlab.network.external.NetworkFile;
import marginlab.network.weights.TransferSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("engine")
class OnnxNetworkTest {
    private static final int SIDE = 16;
    private static final int VALUES = 3 * SIDE * SIDE;
    private static final double TOLERANCE = 1e-4;

    @TempDir
    private Path folder;

    @Test
    void callsItsInputAndOutputAsInsightFaceAndTakesAnyNumberOfImages() throws IOException {
        OnnxFile file = OnnxFile.read(written("IR(1-1, 4-8)", "arcface_torch"));

        assertThat(file.opset()).isGreaterThanOrEqualTo(17);
        assertThat(file.domains()).containsExactly("");
        assertThat(file.inputs()).singleElement().satisfies(input -> {
            assertThat(input.name()).isEqualTo("data");
            assertThat(input.shape()).containsExactly(-1L, 3L, 16L, 16L);
        });
        assertThat(file.outputs()).singleElement().satisfies(output -> {
            assertThat(output.name()).isEqualTo("fc1");
            assertThat(output.shape()).containsExactly(-1L, 5L);
        });
        assertThat(NetworkFile.of(folder.resolve("own.onnx")).facts().scaling()).contains("(x - 127.5) * 0.0078125");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IR(1-2, 4-6)", "IR-SE(1-1, 16-32)", "Mobile(1-1, 8-16)", "IR(1-1, 4-8, relu)"})
    void givesInOnnxRuntimeWhatTheNetworkGives(String backbone) throws IOException {
        assumeTrue(Engine.hasEngine("OnnxRuntime"), "needs the profile onnx");
        for (String recipe : new String[] {"arcface_torch", "paper"}) {
            Settings settings = settings(backbone, recipe);
            try (FaceModel model = model(settings)) {
                Path file = write(model, settings);
                ImageForm form = new ImageForm(InputSize.square(SIDE), PixelScale.BYTES, ColourOrder.RGB);
                try (ExternalNetwork written = ExternalNetwork.open(NetworkFile.of(file), form, false)) {
                    for (int images : new int[] {1, 3}) {
                        float[][] expected = embed(model, images);
                        float[][] found = written.embed(FloatBuffer.wrap(pixels(images)), images);
                        for (int i = 0; i < images; i++) {
                            assertThat(apart(found[i], expected[i])).isLessThan(TOLERANCE);
                        }
                    }
                }
            }
        }
    }

    /** The distance in lengths of the second. */
    private static double apart(float[] found, float[] expected) {
        double apart = 0;
        double length = 0;
        for (int k = 0; k < expected.length; k++) {
            apart += Math.pow(found[k] - (double) expected[k], 2);
            length += Math.pow(expected[k], 2);
        }
        assertThat(length).isPositive();
        return Math.sqrt(apart / length);
    }

    private Path written(String backbone, String recipe) throws IOException {
        Settings settings = settings(backbone, recipe);
        try (FaceModel model = model(settings)) {
            return write(model, settings);
        }
    }

    private Path write(FaceModel model, Settings settings) throws IOException {
        return Files.write(
                folder.resolve("own.onnx"), OnnxNetwork.of(model, settings).toByteArray());
    }

    private static FaceModel model(Settings settings) {
        return new FaceModel(settings, new NetworkHead(7, false), 1, Device.cpu());
    }

    private static Settings settings(String backbone, String recipe) {
        return TransferSettings.of("backbone", backbone, "recipe", recipe);
    }

    private static float[][] embed(FaceModel model, int images) {
        float[] scaled = pixels(images);
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (scaled[i] - 127.5f) / 128;
        }
        try (NDManager scope = model.manager().newSubManager()) {
            return FaceModel.rows(
                    model.embed(HostToEngine.floats(scope, scaled, model.imageShape(images)))
                            .toFloatArray(),
                    images);
        }
    }

    private static float[] pixels(int images) {
        float[] pixels = new float[images * VALUES];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (i * 37 + i / VALUES * 11) % 256;
        }
        return pixels;
    }
}
