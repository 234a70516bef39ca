package marginlab.run.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.run.EventJson;
import marginlab.run.JournalImporter;
import marginlab.run.RunFolder;
import marginlab.run.SweepOutcome;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

/** Run folders that are gone, in the way, read-only, or left behind. */
class LostFolderTest extends FakeSweep {
    @Test
    void startsAnewWhenARunFolderIsTakenAway() {
        Trial trial = TestTrials.trial("hangs once", 1);
        HeardSweep deleting = new HeardSweep(measured -> {
            if (measured.attempt() == 1 && measured.step() == FakeWorker.STEPS / 2) {
                try {
                    Files.move(runs.resolve(trial.id()), runs.resolve(".elsewhere"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        coordinator(SweepPolicy.standard(), deleting).run(List.of(trial));
        assertThat(deleting.endings)
                .containsExactly("hangs once crashed, again: its run folder was taken away", "hangs once done: ");
        isWhole(trial);
    }

    @Test
    void goesOnWhenARunFolderCannotBeMade() throws Exception {
        Trial trial = TestTrials.trial("fine", 1);
        Trial other = TestTrials.trial("fine", 2);
        Files.writeString(runs.resolve(trial.id()), "a file in its place");
        SweepOutcome sweep = run(trial, other);
        assertThat(sweep.done()).isEqualTo(1);
        assertThat(sweep.failed()).isEqualTo(1);
        assertThat(only(trial).reason()).startsWith("cannot start a worker");
    }

    @Test
    void goesOnWhenARunFolderBecomesReadOnly() throws Exception {
        Trial trial = TestTrials.trial("writes as long as it can", 1);
        Path folder = runs.resolve(trial.id());
        HeardSweep locking = new HeardSweep(measured -> {
            if (measured.step() == FakeWorker.STEPS / 2 && measured.attempt() == 1) {
                TestMounts.lock(folder);
            }
        });
        SweepPolicy once = new SweepPolicy(1, List.of(), 1, 1, 0, Duration.ofMinutes(5), 10, false);
        SweepOutcome sweep = coordinator(once, locking).run(List.of(trial, TestTrials.trial("fine", 2)));
        TestMounts.unlock(folder);

        assertThat(sweep.done()).isEqualTo(1);
        assertThat(sweep.failed()).isEqualTo(1);
        assertThat(only(trial).state()).isEqualTo(TrialState.CRASHED);
        assertThat(run(trial).done()).isEqualTo(1);
        isWhole(trial);
    }

    @Test
    void knowsTheWorkerOfAFolderFromAnotherProcessOfItsNumber() throws Exception {
        RunFolder folder = RunFolder.of(runs, TestTrials.trial("fine", 1));
        Process other = new ProcessBuilder("cat").start();
        Process worker =
                new ProcessBuilder("sh", "-c", "cat; true", folder.path().toString()).start();
        assertThat(JournalImporter.isWorkerOf(folder, other.toHandle())).isFalse();
        assertThat(JournalImporter.isWorkerOf(folder, worker.toHandle())).isTrue();
        other.destroy();
        worker.destroy();
    }

    @Test
    void endsWhatAKilledCoordinatorLeftAndGoesOn() throws Exception {
        Trial trial = TestTrials.trial("fine", 1);
        RunFolder folder = RunFolder.of(runs, trial);
        Instant past = Instant.parse("2026-01-01T00:00:00Z");
        Files.writeString(
                folder.journal(),
                EventJson.of(new TrialEvent.Started(1, past, Map.of("pid", "1"))) + "\n"
                        + EventJson.of(new TrialEvent.Measured(1, 1, 1, Map.of("loss", 1.0))) + "\n{\"event\":\"met");
        run(trial);
        isWhole(trial);
        assertThat(only(trial).attempt()).isEqualTo(2);
        assertThat(Files.readString(folder.journal(), StandardCharsets.UTF_8)).contains("ended with its coordinator");
    }
}
