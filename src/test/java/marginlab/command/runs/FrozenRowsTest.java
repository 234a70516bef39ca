package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import marginlab.command.context.CommandShell;
import marginlab.experiment.setting.Settings;
import marginlab.network.FaceModel;
import marginlab.network.NetworkHead;
import marginlab.network.onnx.OnnxNetwork;
import marginlab.network.weights.TransferSettings;
import marginlab.pipeline.TinyExperiment;
import marginlab.run.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads on a frozen backbone, as somebody runs them. */
@Tag("engine")
class FrozenRowsTest {
    @TempDir
    Path folder;

    private Path experiment;

    @BeforeEach
    void makeWeights() throws IOException {
        experiment = TinyExperiment.in(folder).file();
        Path weights = folder.resolve("weights.onnx");
        Settings settings = TransferSettings.of("backbone", "IR(1-1, 8-8)", "embedding", "8", "recipe", "paper");
        try (FaceModel model = new FaceModel(settings, new NetworkHead(7, false), 5, Device.cpu())) {
            Files.write(weights, OnnxNetwork.of(model, settings).toByteArray());
        }
        Files.writeString(
                experiment, Files.readString(experiment) + "freeze: backbone\ninit: {file: '" + weights + "'}\n");
    }

    private CommandShell.Answer run(String losses, String runs) {
        return CommandShell.plain(
                "run",
                experiment.toString(),
                "--set",
                "losses=" + losses,
                "--out",
                folder.resolve("reports").toString(),
                "--store",
                folder.resolve(runs + "-store").toString(),
                "--runs",
                folder.resolve(runs).toString(),
                "--datasets",
                folder.resolve("datasets.yaml").toString());
    }

    private Path kept(String runs) throws IOException {
        try (Stream<Path> networks = Files.list(folder.resolve(runs).resolve(".embeddings"))) {
            List<Path> all = networks.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private RunFolder of(String objective, String runs) throws IOException {
        for (RunFolder each : RunFolder.all(folder.resolve(runs))) {
            if (each.trial().objective().equals(objective)) {
                return each;
            }
        }
        throw new AssertionError("no run of " + objective);
    }

    @Test
    void embedEachBatchOnceAndGiveWhatEachGivesAlone() throws IOException {
        CommandShell.Answer first = run("[NS]", "runs");
        assertThat(first.code()).as(first.out() + first.err()).isZero();
        List<String> batches = names(kept("runs"));
        assertThat(batches).hasSizeGreaterThan(1).contains("lock");

        CommandShell.Answer second = run("[NS, ArcFace(0.5)]", "runs");
        CommandShell.Answer alone = run("[NS, ArcFace(0.5)]", "others");

        assertThat(second.code()).as(second.out() + second.err()).isZero();
        assertThat(alone.code()).as(alone.out() + alone.err()).isZero();
        assertThat(names(kept("runs"))).isEqualTo(batches);
        assertThat(Files.readString(of("ArcFace(0.5)", "runs").log())).doesNotContain("embeddings");
        for (String objective : List.of("NS", "ArcFace(0.5)")) {
            assertThat(of(objective, "runs").centres())
                    .hasSameBinaryContentAs(of(objective, "others").centres());
            assertThat(of(objective, "runs").plainEmbeddings("drawn-test"))
                    .hasSameBinaryContentAs(of(objective, "others").plainEmbeddings("drawn-test"));
        }

        CommandShell.Answer garbage = CommandShell.plain(
                "gc",
                "-y",
                "--store",
                folder.resolve("runs-store").toString(),
                "--runs",
                folder.resolve("runs").toString());
        assertThat(garbage.code()).as(garbage.err()).isZero();
        assertThat(garbage.out()).contains("embeddings by frozen backbones");
        assertThat(folder.resolve("runs").resolve(".embeddings")).doesNotExist();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
