package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import marginlab.plan.Trial;
import marginlab.store.Event;
import marginlab.store.Metric;
import marginlab.store.Role;
import marginlab.store.Run;
import marginlab.store.State;
import marginlab.store.Store;
import marginlab.store.Trials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinatorTest {
    private static final Workers WORKERS = new Workers(FakeWorker.class, List.of(), 1, 64);

    @TempDir
    Path runs;

    private Store store;
    private final Heard heard = new Heard();

    @BeforeEach
    void open() {
        store = Store.open(runs.resolve("marginlab").toString(), Role.OWNER);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Coordinator coordinator(Policy policy, Progress progress) {
        return new Coordinator(runs, store, WORKERS, policy, Clock.systemUTC(), progress);
    }

    private Sweep run(Trial... trials) {
        return coordinator(Policy.standard().withJobs(2), heard).run(List.of(trials));
    }

    private Run only(Trial trial) {
        return store.find(trial.id());
    }

    private void isWhole(Trial trial) {
        Run run = only(trial);
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.outcomes())
                .singleElement()
                .satisfies(outcome ->
                        assertThat(outcome.metrics()).containsEntry("accuracy", FakeWorker.accuracy(trial.seed())));
        assertThat(store.metrics(trial.id()).stream()
                        .filter(metric -> metric.key().equals("loss"))
                        .map(Metric::step))
                .contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void runsTrialsSideBySideAndSkipsThemTheNextTime() {
        Trial[] trials = {Trials.trial("fine", 1), Trials.trial("fine", 2), Trials.trial("fine", 3)};
        assertThat(run(trials)).isEqualTo(new Sweep(3, 0, 0, 0, Optional.empty(), false));
        assertThat(heard.running).contains(2).doesNotContain(3);
        for (Trial trial : trials) {
            isWhole(trial);
        }
        assertThat(run(trials)).isEqualTo(new Sweep(0, 0, 3, 0, Optional.empty(), false));
        assertThat(heard.endings).hasSize(3);
        assertThat(only(trials[0]).provenance()).containsEntry("commit", "test").containsKey("pid");
    }

    @Test
    void sortsFailures() {
        Sweep sweep = coordinator(Policy.standard().withJobs(2), heard)
                .run(List.of(Trials.trial("diverges", 1), Trials.trial("fails", 2)));
        assertThat(heard.endings)
                .containsExactlyInAnyOrder(
                        "diverges diverged: loss is NaN at step 8", "fails failed: the term does not fit");
        assertThat(sweep.done()).isEqualTo(1);
        assertThat(sweep.failed()).isEqualTo(1);
    }

    @Test
    void triesAFailedTrialAgainOnlyWhenAsked() {
        Trial trial = Trials.trial("fails", 1);
        run(trial);
        assertThat(run(trial).failed()).isEqualTo(1);
        assertThat(only(trial).attempt()).isEqualTo(1);
        assertThat(heard.said).anyMatch(line -> line.contains("--retry-failed"));
        coordinator(Policy.standard().withRetryFailed(true), heard).run(List.of(trial));
        assertThat(only(trial).attempt()).isEqualTo(2);
    }

    @Test
    void goesOnFromTheCheckpointAfterDeathsOfEveryKind() {
        Trial[] trials = {
            Trials.trial("dies once", 1), Trials.trial("aborts once", 2), Trials.trial("writes half a line once", 3)
        };
        Sweep sweep = run(trials);
        assertThat(sweep.done()).isEqualTo(3);
        for (Trial trial : trials) {
            isWhole(trial);
            assertThat(only(trial).attempt()).isEqualTo(2);
            assertThat(store.metrics(trial.id()).stream().filter(m -> m.key().equals("loss")))
                    .hasSize(FakeWorker.STEPS);
        }
        assertThat(heard.endings)
                .contains(
                        "dies once crashed, again: signal 9 (killed, often for lack of memory)",
                        "aborts once crashed, again: signal 6 (abort)");
        assertThat(heard.said).anyMatch(line -> line.contains("journal.jsonl:6: found {\"event\":\"metrics\""));
    }

    @Test
    void givesUpAfterTheRetries() {
        Trial trial = Trials.trial("dies", 1);
        Sweep sweep = run(trial);
        assertThat(sweep.failed()).isEqualTo(1);
        assertThat(only(trial).attempt()).isEqualTo(3);
        assertThat(only(trial).state()).isEqualTo(State.CRASHED);
    }

    @Test
    void endsAndRetriesATrialThatHangs() {
        Trial trial = Trials.trial("hangs once", 1);
        coordinator(Policy.standard().withSilence(Duration.ofSeconds(3), 1.5), heard)
                .run(List.of(trial));
        assertThat(heard.endings).first().asString().startsWith("hangs once timed-out, again: no sign of life for ");
        isWhole(trial);
    }

    @Test
    void tellsGarbageInAJournalAndKeepsTheRest() {
        Trial trial = Trials.trial("writes garbage", 1);
        run(trial);
        isWhole(trial);
        assertThat(heard.said).hasSize(3).allMatch(line -> line.contains("expected an event as JSON"));
    }

    @Test
    void tellsAFullHeapAndAFullDiskFromAnErrorOfTheTrial() {
        Policy once = new Policy(2, List.of(), 1, 0, 0, Duration.ofMinutes(5), 10, false);
        coordinator(once, heard).run(List.of(Trials.trial("fills the heap", 1), Trials.trial("has no room", 2)));
        assertThat(heard.endings)
                .containsExactlyInAnyOrder(
                        "fills the heap crashed: out of memory: the heap of Java is full",
                        "has no room crashed: No space left on device");
    }

    @Test
    void stopsASweepWhoseTrialsFailForOneCause() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 1; seed <= 6; seed++) {
            trials.add(Trials.trial("fails", seed));
        }
        Sweep sweep = coordinator(Policy.standard(), heard).run(trials);
        assertThat(sweep.failed()).isEqualTo(3);
        assertThat(sweep.left()).isEqualTo(3);
        assertThat(sweep.stopped())
                .get()
                .asString()
                .contains("3 trials in a row")
                .contains("the term does not fit");
    }

    @Test
    void stopsAfterACheckpointAndGoesOnTheNextTime() {
        Trial trial = Trials.trial("waits for stop", 1);
        AtomicReference<Coordinator> coordinator = new AtomicReference<>();
        Heard stopping = new Heard(measured -> {
            if (measured.step() == FakeWorker.STEPS / 2) {
                coordinator.get().stop();
            }
        });
        coordinator.set(coordinator(Policy.standard(), stopping));
        Sweep sweep = coordinator.get().run(List.of(trial, Trials.trial("fine", 2)));
        assertThat(sweep.interrupted()).isTrue();
        assertThat(sweep.left()).isEqualTo(2);
        assertThat(stopping.endings).containsExactly("waits for stop interrupted: stopped after a checkpoint");
        assertThat(store.metrics(trial.id())).isNotEmpty();
        assertThat(run(trial, Trials.trial("fine", 2)).done()).isEqualTo(2);
        isWhole(trial);
    }

    @Test
    void theSecondRequestStopsAtOnce() {
        AtomicReference<Coordinator> coordinator = new AtomicReference<>();
        Heard stopping = new Heard(measured -> {
            if (measured.step() == FakeWorker.STEPS / 2) {
                coordinator.get().stop();
                coordinator.get().stop();
            }
        });
        coordinator.set(coordinator(Policy.standard(), stopping));
        coordinator.get().run(List.of(Trials.trial("never stops", 1)));
        assertThat(stopping.endings).containsExactly("never stops interrupted: stopped by the user");
    }

    @Test
    void startsAnewWhenARunFolderIsTakenAway() {
        Trial trial = Trials.trial("hangs once", 1);
        Heard deleting = new Heard(measured -> {
            if (measured.attempt() == 1 && measured.step() == FakeWorker.STEPS / 2) {
                try {
                    Files.move(runs.resolve(trial.id()), runs.resolve(".elsewhere"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        coordinator(Policy.standard(), deleting).run(List.of(trial));
        assertThat(deleting.endings)
                .containsExactly("hangs once crashed, again: its run folder was taken away", "hangs once done: ");
        isWhole(trial);
    }

    @Test
    void goesOnWhenARunFolderCannotBeMade() throws Exception {
        Trial trial = Trials.trial("fine", 1);
        Trial other = Trials.trial("fine", 2);
        Files.writeString(runs.resolve(trial.id()), "a file in its place");
        Sweep sweep = run(trial, other);
        assertThat(sweep.done()).isEqualTo(1);
        assertThat(sweep.failed()).isEqualTo(1);
        assertThat(only(trial).reason()).startsWith("cannot start a worker");
    }

    @Test
    void endsWhatAKilledCoordinatorLeftAndGoesOn() throws Exception {
        Trial trial = Trials.trial("fine", 1);
        RunFolder folder = RunFolder.of(runs, trial);
        Instant past = Instant.parse("2026-01-01T00:00:00Z");
        Files.writeString(
                folder.journal(),
                EventText.of(new Event.Started(1, past, Map.of("pid", "1"))) + "\n"
                        + EventText.of(new Event.Measured(1, 1, 1, Map.of("loss", 1.0))) + "\n{\"event\":\"met");
        run(trial);
        isWhole(trial);
        assertThat(only(trial).attempt()).isEqualTo(2);
        assertThat(Files.readString(folder.journal(), StandardCharsets.UTF_8)).contains("ended with its coordinator");
    }

    @Test
    void isNotMisledByAClockThatGoesBack() {
        Clock past = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
        Trial trial = Trials.trial("dies once", 1);
        new Coordinator(runs, store, WORKERS, Policy.standard(), past, heard).run(List.of(trial));
        isWhole(trial);
        assertThat(only(trial).seconds()).isPositive();
    }

    @Test
    void givesEachTrialADeviceWithAsManyAsMayShareIt() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 1; seed <= 5; seed++) {
            trials.add(Trials.trial(seed <= 4 ? "slow" : "fine", seed));
        }
        Policy shared = Policy.standard().withGpus(List.of("0", "3"), 2);
        coordinator(shared, heard).run(trials);
        assertThat(trials.subList(0, 4))
                .extracting(trial -> only(trial).provenance().get("gpu"))
                .containsExactly("0", "3", "0", "3");
        assertThat(only(trials.get(4)).provenance().get("gpu")).isIn("0", "3");
        assertThat(heard.running).contains(4).doesNotContain(5);
    }

    @Test
    void goesOnWhenARunFolderBecomesReadOnly() throws Exception {
        Trial trial = Trials.trial("writes as long as it can", 1);
        Path folder = runs.resolve(trial.id());
        Heard locking = new Heard(measured -> {
            if (measured.step() == FakeWorker.STEPS / 2 && measured.attempt() == 1) {
                Mounts.lock(folder);
            }
        });
        Policy once = new Policy(1, List.of(), 1, 1, 0, Duration.ofMinutes(5), 10, false);
        Sweep sweep = coordinator(once, locking).run(List.of(trial, Trials.trial("fine", 2)));
        Mounts.unlock(folder);

        assertThat(sweep.done()).isEqualTo(1);
        assertThat(sweep.failed()).isEqualTo(1);
        assertThat(only(trial).state()).isEqualTo(State.CRASHED);
        assertThat(run(trial).done()).isEqualTo(1);
        isWhole(trial);
    }
}
