package marginlab.run.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import marginlab.plan.Trial;
import marginlab.run.StopSignal;
import marginlab.run.SweepOutcome;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

class CoordinatorTest extends FakeSweep {
    @Test
    void runsTrialsSideBySideAndSkipsThemTheNextTime() {
        Trial[] trials = {TestTrials.trial("fine", 1), TestTrials.trial("fine", 2), TestTrials.trial("fine", 3)};
        assertThat(run(trials)).isEqualTo(new SweepOutcome(3, 0, 0, 0, Optional.empty(), Optional.empty()));
        assertThat(heard.running).contains(2).doesNotContain(3);
        for (Trial trial : trials) {
            isWhole(trial);
        }
        assertThat(run(trials)).isEqualTo(new SweepOutcome(0, 0, 3, 0, Optional.empty(), Optional.empty()));
        assertThat(heard.endings).hasSize(3);
        assertThat(only(trials[0]).provenance()).containsEntry("commit", "test").containsKey("pid");
    }

    @Test
    void sortsFailures() {
        SweepOutcome sweep = coordinator(SweepPolicy.standard().withJobs(2), heard)
                .run(List.of(TestTrials.trial("diverges", 1), TestTrials.trial("fails", 2)));
        assertThat(heard.endings)
                .containsExactlyInAnyOrder(
                        "diverges diverged: loss is NaN at step 8", "fails failed: the term does not fit");
        assertThat(sweep.done()).isEqualTo(1);
        assertThat(sweep.failed()).isEqualTo(1);
    }

    @Test
    void triesAFailedTrialAgainOnlyWhenAsked() {
        Trial trial = TestTrials.trial("fails", 1);
        run(trial);
        assertThat(run(trial).failed()).isEqualTo(1);
        assertThat(only(trial).attempt()).isEqualTo(1);
        assertThat(heard.said).anyMatch(line -> line.contains("--retry-failed"));
        coordinator(SweepPolicy.standard().withRetryFailed(true), heard).run(List.of(trial));
        assertThat(only(trial).attempt()).isEqualTo(2);
    }

    @Test
    void goesOnFromTheCheckpointAfterDeathsOfEveryKind() {
        Trial[] trials = {
            TestTrials.trial("dies once", 1),
            TestTrials.trial("aborts once", 2),
            TestTrials.trial("writes half a line once", 3)
        };
        SweepOutcome sweep = run(trials);
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
        Trial trial = TestTrials.trial("dies", 1);
        SweepOutcome sweep = run(trial);
        assertThat(sweep.failed()).isEqualTo(1);
        assertThat(only(trial).attempt()).isEqualTo(3);
        assertThat(only(trial).state()).isEqualTo(TrialState.CRASHED);
    }

    @Test
    void endsAndRetriesATrialThatHangs() {
        Trial trial = TestTrials.trial("hangs once", 1);
        coordinator(SweepPolicy.standard().withSilence(Duration.ofSeconds(6), 1.5), heard)
                .run(List.of(trial));
        assertThat(heard.endings).first().asString().startsWith("hangs once timed-out, again: no sign of life for ");
        isWhole(trial);
    }

    @Test
    void tellsGarbageInAJournalAndKeepsTheRest() {
        Trial trial = TestTrials.trial("writes garbage", 1);
        run(trial);
        isWhole(trial);
        assertThat(heard.said).hasSize(3).allMatch(line -> line.contains("expected an event as JSON"));
    }

    @Test
    void tellsAFullHeapAndAFullDiskFromAnErrorOfTheTrial() {
        SweepPolicy once = new SweepPolicy(2, List.of(), 1, 0, 0, Duration.ofMinutes(5), 10, false);
        coordinator(once, heard)
                .run(List.of(TestTrials.trial("fills the heap", 1), TestTrials.trial("has no room", 2)));
        assertThat(heard.endings)
                .containsExactlyInAnyOrder(
                        "fills the heap crashed: out of memory: the heap of Java is full",
                        "has no room crashed: No space left on device");
    }

    @Test
    void stopsASweepWhoseTrialsFailForOneCause() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 1; seed <= 6; seed++) {
            trials.add(TestTrials.trial("fails", seed));
        }
        SweepOutcome sweep = coordinator(SweepPolicy.standard(), heard).run(trials);
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
        Trial trial = TestTrials.trial("waits for stop", 1);
        AtomicReference<Coordinator> coordinator = new AtomicReference<>();
        HeardSweep stopping = new HeardSweep(measured -> {
            if (measured.step() == FakeWorker.STEPS / 2) {
                coordinator.get().stop(StopSignal.INTERRUPT);
            }
        });
        coordinator.set(coordinator(SweepPolicy.standard(), stopping));
        SweepOutcome sweep = coordinator.get().run(List.of(trial, TestTrials.trial("fine", 2)));
        assertThat(sweep.interrupted()).isTrue();
        assertThat(sweep.left()).isEqualTo(2);
        assertThat(stopping.endings).containsExactly("waits for stop interrupted: stopped after a checkpoint");
        assertThat(store.metrics(trial.id())).isNotEmpty();
        assertThat(run(trial, TestTrials.trial("fine", 2)).done()).isEqualTo(2);
        isWhole(trial);
    }

    @Test
    void theSecondRequestStopsAtOnce() {
        AtomicReference<Coordinator> coordinator = new AtomicReference<>();
        HeardSweep stopping = new HeardSweep(measured -> {
            if (measured.step() == FakeWorker.STEPS / 2) {
                coordinator.get().stop(StopSignal.INTERRUPT);
                coordinator.get().stop(StopSignal.INTERRUPT);
            }
        });
        coordinator.set(coordinator(SweepPolicy.standard(), stopping));
        coordinator.get().run(List.of(TestTrials.trial("never stops", 1)));
        assertThat(stopping.endings).containsExactly("never stops interrupted: stopped by the user");
    }

    @Test
    void isNotMisledByAClockThatGoesBack() {
        Clock past = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
        Trial trial = TestTrials.trial("dies once", 1);
        new Coordinator(runs, store, WORKERS, SweepPolicy.standard(), past, heard).run(List.of(trial));
        isWhole(trial);
        assertThat(only(trial).seconds()).isPositive();
    }

    @Test
    void givesEachTrialADeviceWithAsManyAsMayShareIt() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 1; seed <= 5; seed++) {
            trials.add(TestTrials.trial(seed <= 4 ? "slow" : "fine", seed));
        }
        SweepPolicy shared = SweepPolicy.standard().withGpus(List.of("0", "3"), 2);
        coordinator(shared, heard).run(trials);
        assertThat(trials.subList(0, 4))
                .extracting(trial -> only(trial).provenance().get("gpu"))
                .containsExactly("0", "3", "0", "3");
        assertThat(only(trials.get(4)).provenance().get("gpu")).isIn("0", "3");
        assertThat(heard.running).contains(4).doesNotContain(5);
    }
}
