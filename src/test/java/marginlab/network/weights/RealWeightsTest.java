package marginlab.network.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import marginlab.dataset.catalog.LfwView1Files;
import marginlab.engine.HostToEngine;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.experiment.setting.Settings;
import marginlab.file.npy.Npy;
import marginlab.network.FaceModel;
import marginlab.network.NetworkHead;
import marginlab.network.external.ExternalNetwork;
import marginlab.network.external.NetworkFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * InsightFace's MobileFaceNet y1, where it is there. {@code y1-onnxruntime.npy} beside this test holds what onnxruntime 1.30 gave for
 * the images of a formula, after a conversion of symbol and arrays by a program of its own (Python, onnx 1.23, opset 17).
 */
@Tag("engine")
class RealWeightsTest {
    private static final Path SYMBOL = LfwView1Files.file("networks/insightface-y1/model-symbol.json");
    private static final Path ARRAYS = LfwView1Files.file("networks/insightface-y1/model-0000.params");
    private static final int IMAGES = 2;
    private static final int SIDE = 112;
    private static final int VALUES = 3 * SIDE * SIDE;
    private static final double TOLERANCE = 1e-5;

    @BeforeEach
    void assumeThere() {
        assumeTrue(Files.exists(SYMBOL), LfwView1Files.NEEDED);
    }

    @Test
    void itsArraysInTheMobileFaceNetOfThisProjectGiveOnnxruntimesEmbeddings() throws Exception {
        Settings settings = TransferSettings.of(
                "backbone", "MobileFaceNet",
                "input", "112",
                "embedding", "128",
                "recipe", "paper",
                "init.file", ARRAYS.toString());
        try (FaceModel model = new FaceModel(settings, new NetworkHead(7, false), 1, Device.cpu());
                NDManager scope = model.manager().newSubManager()) {
            WeightTransfer.into(model, settings, ARRAYS);
            float[] scaled = pixels();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = (scaled[i] - 127.5f) / 128;
            }
            float[] found = model.embed(HostToEngine.floats(scope, scaled, model.imageShape(IMAGES)))
                    .toFloatArray();

            assertClose(FaceModel.rows(found, IMAGES));
        }
    }

    @Test
    void itsOwnSymbolGivesThemOnMxnet() throws Exception {
        assumeTrue(Engine.hasEngine("MXNet"), "needs MXNet");
        ImageForm form = new ImageForm(InputSize.USUAL, PixelScale.BYTES, ColourOrder.RGB);
        try (ExternalNetwork network = ExternalNetwork.open(NetworkFile.of(SYMBOL), form, false)) {
            assertClose(network.embed(FloatBuffer.wrap(pixels()), IMAGES));
        }
    }

    private static float[] pixels() {
        float[] pixels = new float[IMAGES * VALUES];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (i * 37 + i / VALUES * 11 + i / SIDE * 5) % 256;
        }
        return pixels;
    }

    private static void assertClose(float[][] found) throws URISyntaxException, IOException {
        URL kept = Objects.requireNonNull(RealWeightsTest.class.getResource("y1-onnxruntime.npy"));
        float[][] expected = Npy.floatRows(Path.of(kept.toURI()));
        assertThat(found).hasDimensions(IMAGES, 128);
        for (int i = 0; i < IMAGES; i++) {
            for (int k = 0; k < 128; k++) {
                assertThat((double) found[i][k]).isCloseTo(expected[i][k], within(TOLERANCE));
            }
        }
    }
}
