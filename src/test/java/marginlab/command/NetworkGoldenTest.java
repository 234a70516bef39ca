package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.command.context.CommandShell;
import marginlab.dataset.catalog.LfwView1Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real networks on the 999 pairs of LFW View 1; the figures were computed elsewhere, by onnxruntime 1.20 and other scorers. */
@Tag("engine")
class NetworkGoldenTest {
    private static final Path Y1 = LfwView1Files.file("networks/insightface-y1/model-symbol.json");
    private static final Path MOBILE = LfwView1Files.file("networks/mobilefacenet-onnx/MobileFaceNet.onnx");

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        assumeTrue(Files.exists(Y1), LfwView1Files.NEEDED);
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "lfw-view1: {role: verify, format: bin, path: '%s'}\n"
                        .formatted(LfwView1Files.file("lfw-view1/test.bin").toAbsolutePath()));
    }

    @Test
    void scoresInsightFacesY1AsOnnxruntimeDoes() {
        assumeTrue(Engine.hasEngine("MXNet"), "needs MXNet");
        assertFigures(score(Y1), 0.9900, 0.9976, 11.0655);
    }

    @Test
    void scoresAnOnnxNetworkAsOnnxruntimeDoes() {
        assumeTrue(Engine.hasEngine("OnnxRuntime"), "needs the profile onnx");
        assertFigures(score(MOBILE, "--pixels", "imagenet"), 0.9920, 0.9976, 17.6916);
    }

    private JsonObject score(Path file, String... more) {
        String[] arguments = new String[7 + more.length];
        System.arraycopy(
                new String[] {"score", "stored", file.toString(), "--set", "lfw-view1", "--rules=angles", "--json"},
                0,
                arguments,
                0,
                7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        CommandShell.Answer answer = new CommandShell(folder).run(arguments);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.json().getAsJsonObject().getAsJsonArray("added").get(0).getAsJsonObject();
    }

    /** Accuracy to the pair, XNorm to a thousandth, AUC as it was told. */
    private static void assertFigures(JsonObject outcome, double accuracy, double auc, double norm) {
        JsonObject metrics = outcome.getAsJsonObject("metrics");
        assertThat(outcome.get("protocol").getAsString()).isEqualTo("ten-fold");
        assertThat(Math.round(1e4 * metrics.get("accuracy").getAsDouble())).isEqualTo(Math.round(1e4 * accuracy));
        assertThat(metrics.get("auc").getAsDouble()).isCloseTo(auc, within(5e-5));
        assertThat(metrics.get("xnorm").getAsDouble()).isCloseTo(norm, within(1e-3));
    }
}
