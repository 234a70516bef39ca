package marginlab.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginlab.bench.BenchFigure;
import marginlab.bench.gpu.ProofResult.PartState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofReportTest {
    @TempDir
    private Path folder;

    private static ProofReport report(List<GpuDevice> gpus) {
        return new ProofReport(
                "2 cores, Linux",
                new Libtorch("the class path", "", "2.7.1", false, "", ""),
                new GpuList.GpuAnswer(
                        gpus, gpus.isEmpty() ? "no nvidia-smi on this machine" : "", "Install the driver"),
                List.of(
                        new ProofResult(
                                "Training",
                                PartState.DONE,
                                12,
                                List.of(BenchFigure.of(
                                        "train speed", Map.of("batch", "64"), List.of(10.0, 20.0), "images/s")),
                                "",
                                ""),
                        new ProofResult("Head", PartState.FAILED, 3, List.of(), "code 1: <out of memory>", "free it"),
                        new ProofResult("IR-50", PartState.LEFT_OUT, 0, List.of(), "needs a GPU, found 0", "")));
    }

    @Test
    void writesEverythingAlsoWhatFailed() throws IOException {
        report(List.of()).write(folder);

        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("gpu.json")))
                .getAsJsonObject();
        assertThat(json.getAsJsonObject("gpus").get("remedy").getAsString()).isEqualTo("Install the driver");
        JsonObject failed = json.getAsJsonArray("parts").get(1).getAsJsonObject();
        assertThat(failed.get("state").getAsString()).isEqualTo("FAILED");
        assertThat(failed.get("remedy").getAsString()).isEqualTo("free it");
        assertThat(folder.resolve("index.html"))
                .content()
                .contains("code 1: &lt;out of memory&gt;. free it", "needs a GPU, found 0", "15.00", "10.00 to 20.00")
                .doesNotContain("<out of memory>");
    }

    @Test
    void saysFirstWhatItComesTo() {
        assertThat(report(List.of()).verdict())
                .isEqualTo(
                        "No GPU was found, so only what needs none was tried: 1 of 3 parts done, 1 failed, 1 left out.");
        assertThat(report(List.of(new GpuDevice("0", "NVIDIA H200", 143771, "570")))
                        .verdict())
                .isEqualTo("1 GPU: 1 of 3 parts done, 1 failed, 1 left out.");
    }
}
