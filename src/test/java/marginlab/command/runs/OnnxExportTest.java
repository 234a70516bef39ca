package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is handed on as ONNX, from the command line. */
@Tag("engine")
class OnnxExportTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void train() throws IOException {
        RunWithNetwork.writeImages(folder);
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "people: {role: train, format: folder, path: '%s/people'}\n".formatted(folder));
        FinishedRuns.write(folder);
        RunWithNetwork.train(folder);
        shell = new CommandShell(folder);
    }

    @Test
    void embedsWithTheFileAsWithTheRun() throws IOException {
        assumeTrue(Engine.hasEngine("OnnxRuntime"), "needs the profile onnx");
        Path file = folder.resolve("face.onnx");
        CommandShell.Answer export =
                shell.run("export", RunWithNetwork.TRIAL.id(), "--onnx", file.toString(), "--json");
        assertThat(export.code()).as(export.err()).isZero();
        assertThat(export.json().getAsJsonObject().get("opset").getAsInt()).isGreaterThanOrEqualTo(17);
        assertThat(export.json().getAsJsonObject().get("largestDifference").getAsDouble())
                .isLessThan(1e-4);
        assertUsualRights(file);

        float[][] ofRun = embed(RunWithNetwork.TRIAL.id());
        float[][] ofFile = embed(file.toString());

        assertThat(ofFile).hasDimensions(RunWithNetwork.IMAGES, ofRun[0].length);
        for (int i = 0; i < ofRun.length; i++) {
            double apart = 0;
            double length = 0;
            for (int k = 0; k < ofRun[i].length; k++) {
                apart += Math.pow(ofFile[i][k] - (double) ofRun[i][k], 2);
                length += Math.pow(ofRun[i][k], 2);
            }
            assertThat(Math.sqrt(apart / length)).isLessThan(1e-4);
        }
        CommandShell.Answer stored = shell.run("score", "stored", file.toString(), "--set", "people", "--json");
        assertThat(stored.code()).isEqualTo(2);
        assertThat(stored.err()).contains("people");
    }

    @Test
    void writesEmbeddingsThatOthersMayReadAsAnyOtherFile() throws IOException {
        embed(RunWithNetwork.TRIAL.id());

        assertUsualRights(folder.resolve("e.npy"));
    }

    @Test
    void namesTheProfileWhereOnnxRuntimeIsMissingAndLeavesNoFile() throws IOException {
        assumeTrue(!Engine.hasEngine("OnnxRuntime"), "needs a build without the profile onnx");
        CommandShell.Answer export = shell.run(
                "export",
                RunWithNetwork.TRIAL.id(),
                "--onnx",
                folder.resolve("out/face.onnx").toString());

        assertThat(export.code()).isEqualTo(2);
        assertThat(export.err()).contains("-Ponnx");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    private float[][] embed(String network) {
        Path out = folder.resolve("e.npy");
        CommandShell.Answer answer = shell.run("embed", network, "--data", "people", "--out", out.toString());
        assertThat(answer.code()).as(answer.err()).isZero();
        return Npy.floatRows(out);
    }

    private void assertUsualRights(Path file) throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "needs POSIX rights");
        Path usual = Files.createFile(folder.resolve("usual-" + file.getFileName()));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
    }
}
