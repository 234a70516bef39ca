package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import marginlab.command.context.CommandShell;
import marginlab.network.external.TinyNetworks;
import marginlab.pipeline.TinyExperiment;
import marginlab.run.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that may run a program, among rows that are trained. */
@Tag("engine")
class UntrustedNetworkTest {
    @TempDir
    Path folder;

    private CommandShell shell;
    private Path experiment;

    @BeforeEach
    void writeExperiment() throws IOException {
        shell = new CommandShell(folder);
        experiment = TinyExperiment.in(folder).file();
        TinyNetworks.parameters(folder.resolve("odd-0000.params"));
        Path odd = Files.writeString(folder.resolve("odd-symbol.json"), TinyNetworks.symbol("Custom"));
        Files.writeString(
                experiment,
                "networks: [{name: odd, file: '%s', pixels: 0..255, input: 16}]\n".formatted(odd),
                StandardOpenOption.APPEND);
    }

    @Test
    void isRefusedBeforeAnythingIsTrained() throws IOException {
        CommandShell.Answer answer = shell.run("run", experiment.toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("tiny.yaml:").contains("Custom").contains("--trust");
        assertThat(RunFolder.all(folder.resolve("runs"))).isEmpty();
    }

    @Test
    void isNotLookedAtWhereItsRowIsNotRun() {
        CommandShell.Answer answer = shell.run(
                "run",
                experiment.toString(),
                "--only",
                "NS",
                "--out",
                folder.resolve("reports").toString());

        assertThat(answer.code()).as(answer.err()).isZero();
    }
}
