package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.command.context.CommandShell;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.Journal;
import marginlab.run.RunFolder;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rebuild}, {@code merge}, {@code gc}, {@code tag} and {@code note} on run folders that hold journals. */
class ArchiveCommandsTest {
    private static final Trial TRIAL = FinishedRuns.FIRST;

    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void openShell() {
        shell = new CommandShell(folder);
    }

    private static RunFolder finished(Path runs) throws IOException {
        RunFolder run = RunFolder.of(runs, TRIAL);
        try (Journal journal = Journal.open(run.journal(), 1)) {
            journal.append(new TrialEvent.Started(1, Instant.EPOCH, Map.of("commit", "abc")));
            journal.append(new TrialEvent.Ended(1, TrialState.DONE, "", 12, Instant.EPOCH.plusSeconds(12)));
        }
        Files.createDirectories(run.checkpoint());
        Files.write(network(run), new byte[1 << 20]);
        return run;
    }

    @Test
    void makesTheDatabaseFromTheRunFolders() throws IOException {
        finished(folder.resolve("runs"));

        JsonObject answer = shell.run("rebuild", "--json").json().getAsJsonObject();

        assertThat(answer.get("runs").getAsInt()).isEqualTo(1);
        assertThat(answer.get("skipped").getAsInt()).isZero();
        JsonObject run =
                shell.run("ls", "--json").json().getAsJsonArray().get(0).getAsJsonObject();
        assertThat(run.get("id").getAsString()).isEqualTo(TRIAL.id());
        assertThat(run.get("state").getAsString()).isEqualTo("done");
    }

    @Test
    void takesInTheRunsOfAnotherMachine() throws IOException {
        finished(folder.resolve("elsewhere"));

        CommandShell.Answer answer =
                shell.run("merge", folder.resolve("elsewhere").toString(), "--json");

        assertThat(answer.json().getAsJsonObject().get("runs").getAsInt()).isEqualTo(1);
        assertThat(folder.resolve("runs").resolve(TRIAL.id()).resolve("journal.jsonl"))
                .exists();
    }

    private void scored(Path runs, double accuracy) throws IOException {
        TreeMap<String, Double> metrics = new TreeMap<>(Map.of("accuracy", accuracy));
        try (Journal journal = Journal.open(RunFolder.of(runs, TRIAL).journal(), 1)) {
            journal.append(new TrialEvent.Started(1, Instant.EPOCH, Map.of("commit", "abc")));
            journal.append(new TrialEvent.Scored(1, new ProtocolOutcome("pairs", "ten-fold", metrics, List.of())));
            journal.append(new TrialEvent.Ended(1, TrialState.DONE, "", 12, Instant.EPOCH.plusSeconds(12)));
        }
    }

    @Test
    void saysWhereTwoMachinesDisagreeAndTheReportMarksIt() throws IOException {
        scored(folder.resolve("runs"), 0.75);
        scored(folder.resolve("elsewhere"), 0.5);
        shell.run("rebuild");
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.keep("one-loss", "", List.of(TRIAL.id()));
        }

        CommandShell.Answer merged =
                shell.run("merge", folder.resolve("elsewhere").toString());

        assertThat(merged.code()).isEqualTo(1);
        assertThat(merged.out() + merged.err())
                .contains("two machines disagree on " + TRIAL.id())
                .contains("accuracy on pairs (ten-fold): 0.75 here, 0.5 there");
        Path reports = folder.resolve("reports");
        assertThat(shell.run("report", "one-loss", "--out", reports.toString()).code())
                .isZero();
        assertThat(reports.resolve("one-loss/index.html"))
                .content()
                .contains("Two machines disagree on trial " + TRIAL.id())
                .contains("0.75 here, 0.5 there");
        assertThat(reports.resolve("one-loss/table.md"))
                .content()
                .contains("75.00")
                .doesNotContain("50.00");
    }

    @Test
    void refusesToMergeAFolderThatIsNotThere() {
        CommandShell.Answer answer =
                shell.run("merge", folder.resolve("nothing").toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
    }

    @Test
    void removesOnlyWhenToldTo() throws IOException {
        RunFolder run = finished(folder.resolve("runs"));
        Path older = Files.write(run.checkpoint().resolve("step-000000000.safetensors"), new byte[1 << 20]);
        shell.run("rebuild");
        keepInAnExperiment();

        JsonObject shown = shell.run("gc", "--json").json().getAsJsonObject();

        assertThat(shown.get("bytes").getAsLong()).isEqualTo(1 << 20);
        assertThat(shown.getAsJsonArray("items")
                        .get(0)
                        .getAsJsonObject()
                        .get("path")
                        .getAsString())
                .isEqualTo(older.toString());
        assertThat(older).exists();
        assertThat(shell.run("gc", "-y").code()).isZero();
        assertThat(older).doesNotExist();
        assertThat(network(run)).exists();
        assertThat(run.journal()).exists();
    }

    @Test
    void saysThatItIsTheNetworkThatWouldGo() throws IOException {
        RunFolder run = finished(folder.resolve("runs"));
        shell.run("rebuild");
        keepInAnExperiment();

        assertThat(shell.run("gc", "--networks").out()).contains("the network of a finished run: 'embed' needs it");
        assertThat(network(run)).exists();
        shell.run("tag", TRIAL.id(), "keep");
        shell.run("gc", "--networks", "-y");
        assertThat(network(run)).exists();
        shell.run("tag", TRIAL.id(), "keep", "--remove");
        shell.run("gc", "--networks", "-y");
        assertThat(network(run)).doesNotExist();
    }

    private void keepInAnExperiment() {
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.keep("table", "", List.of(TRIAL.id()));
        }
    }

    private static Path network(RunFolder run) {
        return run.checkpoint().resolve("step-000000001.safetensors");
    }

    @Test
    void keepsTagsAndANoteThroughARebuild() throws IOException {
        finished(folder.resolve("runs"));
        shell.run("rebuild");

        shell.run("tag", TRIAL.id(), "paper", "best");
        shell.run("note", TRIAL.id(), "looks right");
        shell.run("tag", TRIAL.id(), "best", "--remove");
        Files.delete(folder.resolve("store.mv.db"));
        shell.run("rebuild");

        JsonObject remarks = shell.run("tag", TRIAL.id(), "--json").json().getAsJsonObject();
        assertThat(remarks.getAsJsonArray("tags")).hasSize(1);
        assertThat(remarks.getAsJsonArray("tags").get(0).getAsString()).isEqualTo("paper");
        assertThat(remarks.get("note").getAsString()).isEqualTo("looks right");
    }

    /** A sweep owns the store for hours; what people have to say of its runs does not wait for its end. */
    @Test
    void remarksOnRunsOfASweepThatIsAtWork() throws IOException {
        RunFolder run = finished(folder.resolve("runs"));
        shell.run("rebuild");
        try (Store sweep = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            assertThat(shell.run("tag", TRIAL.id(), "paper").code()).isZero();
            assertThat(shell.run("note", TRIAL.id(), "looks right").code()).isZero();

            assertThat(sweep.tags()).containsEntry(TRIAL.id(), List.of("paper"));
            assertThat(sweep.notes()).containsEntry(TRIAL.id(), "looks right");
        }
        assertThat(Files.readString(run.labels())).contains("paper", "looks right");
    }
}
