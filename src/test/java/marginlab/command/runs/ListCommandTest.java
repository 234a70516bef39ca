package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

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
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ls} and {@code show} of what there is and of what is not. */
class ListCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void openShell() {
        shell = new CommandShell(folder);
    }

    @Test
    void saysThatThereIsNoStore() {
        CommandShell.Answer answer = shell.run("ls");
        CommandShell.Answer json = shell.run("ls", "--json");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("no store yet at " + folder.resolve("store"));
        assertThat(json.json().getAsJsonArray()).isEmpty();
    }

    @Test
    void saysThatAStoreHasNoRuns() {
        Store.open(folder.resolve("store").toString(), StoreMode.OWNER).close();

        assertThat(shell.run("ls").err()).contains("no runs yet in " + folder.resolve("store"));
    }

    @Test
    void refusesALimitBelowOne() {
        CommandShell.Answer answer = shell.run("ls", "--limit", "-3");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().strip()).isEqualTo("--limit: found -3; expected at least 1");
    }

    @Test
    void saysThatAFileIsNoDatabase() throws IOException {
        Files.writeString(folder.resolve("store.mv.db"), "something else, long enough to be taken for a file");

        CommandShell.Answer read = shell.run("ls");
        CommandShell.Answer written = shell.run("rebuild");

        for (CommandShell.Answer answer : List.of(read, written)) {
            assertThat(answer.code()).isEqualTo(2);
            assertThat(answer.err())
                    .contains("no H2 database, or a damaged one")
                    .contains("rebuild --store NEW");
        }
    }

    @Test
    void givesTheReasonAColumnOfItsOwn() {
        Trial failed = TestTrials.trial("NS", 2);
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.ingest(failed, TestTrials.failed("no memory"));
        }

        List<String> lines = shell.run("ls").out().lines().toList();

        assertThat(lines.get(0)).endsWith("REASON");
        assertThat(lines.get(1).substring(lines.get(0).indexOf("REASON"))).isEqualTo("no memory");
    }

    /** What ended its attempt is known to nobody yet, and so is its time; that of one that was interrupted is known. */
    @Test
    void givesNoTimeToAnAttemptThatNobodyEnded() {
        Trial dead = TestTrials.trial("NS", 2);
        Trial ended = TestTrials.trial("NS", 3);
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            TrialEvent started = new TrialEvent.Started(1, Instant.EPOCH, Map.of(Run.PROCESS, "1 of 2"));
            store.ingest(dead, List.of(started));
            store.ingest(
                    ended,
                    List.of(started, new TrialEvent.Ended(1, TrialState.INTERRUPTED, "stopped", 12, Instant.EPOCH)));
        }

        assertThat(shell.run("ls").out().lines())
                .anyMatch(line -> line.matches(dead.id() + " .* interrupted +its coordinator is gone"))
                .anyMatch(line -> line.matches(ended.id() + " .* interrupted +12 s +stopped"));
        assertThat(shell.run("show", dead.id()).out().lines())
                .anyMatch(line -> line.matches("started +19(70-01-01|69-12-31) \\d\\d:\\d\\d:00, attempt 1"));
    }

    @Test
    void showsSharesInPercentAndSpeedWithItsUnit() {
        Trial trial = TestTrials.trial("NS", 1);
        TreeMap<String, Double> metrics =
                new TreeMap<>(Map.of("accuracy", 0.91254, "threshold", 1.25, "val@far=1e-3", 0.5));
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.ingest(
                    trial,
                    List.of(
                            new TrialEvent.Started(1, Instant.EPOCH, Map.of()),
                            new TrialEvent.Measured(1, 10, 1, Map.of("images-per-second", 412.4)),
                            new TrialEvent.Scored(1, new ProtocolOutcome("pairs", "ten-fold", metrics, List.of())),
                            new TrialEvent.Ended(1, TrialState.DONE, "", 12, Instant.EPOCH)));
        }

        String shown = shell.run("show", trial.id()).out();

        assertThat(shown.lines())
                .anyMatch(line -> line.matches("started +\\d{4}-\\d\\d-\\d\\d \\d\\d:00:00, attempt 1.*"))
                .anyMatch(line -> line.matches(" +accuracy +91\\.25 %"))
                .anyMatch(line -> line.matches(" +val@far=1e-3 +50\\.00 %"))
                .anyMatch(line -> line.matches(" +threshold +1\\.25000"))
                .anyMatch(line -> line.matches(" +images-per-second +\\S +412 images/s"));
        assertThat(shell.run("show", trial.id(), "--json").out()).contains("0.91254");
    }

    @Test
    void marksARunAtChanceLevel() {
        Trial guesses = TestTrials.trial("NS", 1);
        Trial learns = TestTrials.trial("NS", 2);
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.ingest(guesses, scored(0.5016));
            store.ingest(learns, scored(0.88));
        }

        assertThat(shell.run("show", guesses.id()).out()).contains("pairs  (ten-fold): at chance level");
        assertThat(shell.run("show", learns.id()).out())
                .contains("pairs  (ten-fold)")
                .doesNotContain("chance");
    }

    private static List<TrialEvent> scored(double accuracy) {
        TreeMap<String, Double> metrics = new TreeMap<>(Map.of("accuracy", accuracy));
        return List.of(
                new TrialEvent.Started(1, Instant.EPOCH, Map.of()),
                new TrialEvent.Scored(1, new ProtocolOutcome("pairs", "ten-fold", metrics, List.of())),
                new TrialEvent.Ended(1, TrialState.DONE, "", 12, Instant.EPOCH));
    }
}
