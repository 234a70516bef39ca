package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import marginlab.command.context.CommandShell;
import marginlab.network.external.TinyNetworks;
import marginlab.pipeline.Pipeline;
import marginlab.pipeline.TinyExperiment;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import marginlab.run.Workspace;
import marginlab.store.Store;
import marginlab.store.StoreMode;
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
    void needsNoFurtherWordOnceItsResultIsThere() throws IOException {
        Workspace place = new Workspace(
                folder.resolve("store").toString(), folder.resolve("runs"), folder.resolve("datasets.yaml"));
        Trial odd = new Pipeline(place)
                .planner()
                .plan(experiment, List.of(), List.of("odd"))
                .trials()
                .get(0);
        RunFolder.of(place.runs(), odd);
        try (Store store = Store.open(place.store(), StoreMode.OWNER)) {
            store.ingest(odd, FinishedRuns.events(0.9));
        }
        String[] run = {
            "run",
            experiment.toString(),
            "--only",
            "odd",
            "--out",
            folder.resolve("reports").toString()
        };
        String[] again = Arrays.copyOf(run, run.length + 1);
        again[run.length] = "--retrain=odd";

        CommandShell.Answer done = shell.run(run);
        CommandShell.Answer retrained = shell.run(again);

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("odd");
        assertThat(retrained.code()).isEqualTo(2);
        assertThat(retrained.err()).contains("--trust");
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
