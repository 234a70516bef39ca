package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.command.context.CommandShell;
import marginlab.plan.Trial;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code baseline} and {@code check} on runs in a store. */
class GateCommandsTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeRuns() throws IOException {
        shell = new CommandShell(folder);
        FinishedRuns.write(folder);
        Files.writeString(folder.resolve("datasets.yaml"), "");
    }

    private String file() {
        return folder.resolve("kept/baseline.json").toString();
    }

    @Test
    void keepsTheResultsOfAnExperimentByItsName() {
        CommandShell.Answer answer = shell.run("baseline", "two-losses", "--out", file(), "--json");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        JsonObject json = answer.json().getAsJsonObject();
        assertThat(json.get("rows").getAsInt()).isEqualTo(2);
        assertThat(json.get("file").getAsString()).isEqualTo(file());
    }

    @Test
    void cannotTellWithOneSeedAndNoDecisions() {
        shell.run("baseline", "two-losses", "--out", file());

        CommandShell.Answer answer = shell.run(
                "check",
                "two-losses",
                "--baseline",
                file(),
                "--junit",
                folder.resolve("gate.xml").toString(),
                "--json");

        assertThat(answer.code()).isEqualTo(4);
        JsonObject json = answer.json().getAsJsonObject();
        assertThat(json.get("verdict").getAsString()).isEqualTo("inconclusive");
        assertThat(json.getAsJsonArray("rows")).hasSize(2);
        assertThat(folder.resolve("gate.xml")).content().contains("<testsuite").contains("ArcFace(0.5) on pairs");
    }

    @Test
    void isIncompleteWhereATrialIsMissing() throws IOException {
        shell.run("baseline", "two-losses", "--out", file());
        String text = Files.readString(Path.of(file()));
        Files.writeString(Path.of(file()), text.replace("\"NS\"", "\"CosFace(0.35)\""));

        CommandShell.Answer answer = shell.run("check", "two-losses", "--baseline", file());

        assertThat(answer.code()).isEqualTo(5);
        assertThat(answer.out()).contains("CosFace(0.35)").contains("Incomplete");
    }

    @Test
    void refusesAFileThatIsNoBaseline() throws IOException {
        Files.writeString(folder.resolve("other.json"), "{}");

        CommandShell.Answer answer = shell.run(
                "check",
                "two-losses",
                "--baseline",
                folder.resolve("other.json").toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
    }

    @Test
    void saysWhereABaselineIsNoJson() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n  \"rows\": 7\n}\n");

        CommandShell.Answer answer = shell.run("check", "two-losses", "--baseline", broken.toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("broken.json:2:").doesNotContain("Exception");
    }

    @Test
    void saysWhichSeedsABaselineGoesWithout() {
        Trial failed = TestTrials.trial("NS", 2);
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.ingest(failed, TestTrials.failed("no memory"));
            store.keep("two-losses", "", List.of(FinishedRuns.FIRST.id(), FinishedRuns.SECOND.id(), failed.id()));
        }

        CommandShell.Answer answer = shell.run("baseline", "two-losses", "--out", file());

        assertThat(answer.code()).isZero();
        assertThat(answer.err()).contains("not in the baseline: NS: seed 2 failed (no memory)");
    }

    @Test
    void namesTheNearestExperiment() {
        CommandShell.Answer answer = shell.run("baseline", "two-loses", "--out", file());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("two-losses");
    }
}
