package marginlab.run.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import marginlab.plan.Trial;
import marginlab.run.EventJson;
import marginlab.run.Journal;
import marginlab.run.JournalTail;
import marginlab.run.ProcessIdentity;
import marginlab.run.RunFolder;
import marginlab.run.SweepOutcome;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.Run;
import marginlab.store.record.StoreChanges;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A second process at the run folders of a first one, while that lives and after it was killed. */
class TwoOwnersTest extends FakeSweep {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private SweepProcess sweep(String store, String objective, List<String> hears) throws Exception {
        return new SweepProcess(List.of(), runs, store, objective, 2, hears::add);
    }

    private static void kill(String signal, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void aSecondSweepWithAStoreOfItsOwnIsToldWhoIsAtWorkAndEndsNobody() throws Exception {
        SweepProcess first = sweep("first", "waits for stop", new ArrayList<>());
        first.awaitLines(2);
        List<ProcessHandle> workers = first.workers();
        List<String> heardOfSecond = new ArrayList<>();

        assertThat(sweep("second", "waits for stop", heardOfSecond).awaitEnd()).isEqualTo(2);

        assertThat(heardOfSecond)
                .singleElement()
                .asString()
                .startsWith("problem " + runs)
                .contains("process " + first.process().pid() + " of ");
        assertThat(runs.resolve("second.mv.db")).doesNotExist();
        assertThat(workers).isNotEmpty().allMatch(ProcessHandle::isAlive);
        first.process().toHandle().destroy();
        assertThat(first.awaitEnd()).isEqualTo(143);
        try (Store reader = Store.open(runs.resolve("first").toString(), StoreMode.READER)) {
            assertThat(reader.latest(9)).isNotEmpty().allMatch(run -> run.attempt() == 1);
        }
    }

    /** As by {@code rm -r runs/.*}: the folder itself is the owner's. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aSecondSweepIsKeptOutWhereSomebodyRemovedTheFileOfTheFirst() throws Exception {
        SweepProcess first = sweep("first", "waits for stop", new ArrayList<>());
        first.awaitLines(2);
        Files.delete(runs.resolve(".owner"));
        List<String> heardOfSecond = new ArrayList<>();

        assertThat(sweep("second", "waits for stop", heardOfSecond).awaitEnd()).isEqualTo(2);

        assertThat(heardOfSecond).singleElement().asString().contains("run folders that another process works on");
        assertThat(first.workers()).isNotEmpty().allMatch(ProcessHandle::isAlive);
        first.process().toHandle().destroy();
        assertThat(first.awaitEnd()).isEqualTo(143);
        List<String> heardOfThird = new ArrayList<>();
        SweepProcess third = sweep("first", "waits for stop", heardOfThird);
        third.awaitLines(2);
        third.process().toHandle().destroy();
        assertThat(third.awaitEnd()).as(heardOfThird.toString()).isEqualTo(143);
    }

    /** Both have done half their steps; they are stopped so that they do not even notice that their coordinator was killed. */
    @Test
    void endsAnOrphanThatHoldsOnToItsJournal() throws Exception {
        SweepProcess first = sweep("marginlab-of-first", "hangs once", new ArrayList<>());
        first.awaitLines(FakeWorker.STEPS);
        List<ProcessHandle> workers = first.workers();
        for (ProcessHandle worker : workers) {
            kill("-STOP", worker);
        }
        first.process().toHandle().destroyForcibly();
        first.awaitEnd();

        Trial[] trials = {TestTrials.trial("hangs once", 1), TestTrials.trial("hangs once", 2)};
        assertThat(run(trials).done()).isEqualTo(2);

        assertThat(heard.said).anyMatch(line -> line.contains("outlived its coordinator and is killed"));
        for (ProcessHandle worker : workers) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
        for (Trial trial : trials) {
            isWhole(trial);
        }
    }

    @Test
    void leavesAWorkerAloneWhoseCoordinatorLives() throws Exception {
        Trial trial = TestTrials.trial("fine", 1);
        Process coordinator = new ProcessBuilder("cat").start();
        String pid = new ProcessIdentity(1, "1", ProcessIdentity.here().machine()).text() + " of "
                + ProcessIdentity.of(coordinator.toHandle()).text();
        RunFolder folder = RunFolder.of(runs, trial);
        String journal = EventJson.of(new TrialEvent.Started(1, NOON, Map.of("pid", pid))) + "\n";
        Files.writeString(folder.journal(), journal);

        SweepOutcome sweep = run(trial, TestTrials.trial("fine", 2));

        assertThat(sweep.done()).isEqualTo(1);
        assertThat(sweep.left()).isEqualTo(1);
        assertThat(sweep.isComplete()).isFalse();
        assertThat(folder.journal()).hasContent(journal.strip());
        assertThat(heard.said)
                .anyMatch(line -> line.contains("process " + coordinator.pid()) && line.endsWith("left alone"));
        coordinator.destroy();
        coordinator.onExit().join();
        assertThat(run(trial).done()).isEqualTo(1);
        isWhole(trial);
    }

    /** A job of a cluster has no coordinator; the lock on its journal is all that tells of it. */
    @Test
    void leavesAJournalAloneThatAnotherWriterHolds() throws Exception {
        Trial trial = TestTrials.trial("fine", 1);
        RunFolder folder = RunFolder.of(runs, trial);
        try (Journal job = Journal.open(folder.journal(), 0)) {
            job.append(new TrialEvent.Started(1, NOON, Map.of("commit", "abc")));
            assertThat(run(trial).left()).isEqualTo(1);
            assertThat(only(trial).state()).isEqualTo(TrialState.RUNNING);
        }
        assertThat(run(trial).done()).isEqualTo(1);
    }

    @Test
    void countsNoIdleTimeAfterTheCoordinatorDied() throws Exception {
        Trial trial = TestTrials.trial("fine", 1);
        RunFolder folder = RunFolder.of(runs, trial);
        Files.writeString(
                folder.journal(),
                EventJson.of(new TrialEvent.Started(1, NOON, Map.of("pid", "1"))) + "\n"
                        + EventJson.of(new TrialEvent.Measured(1, 1, 1, Map.of("loss", 1.0))) + "\n");
        Files.setLastModifiedTime(folder.journal(), FileTime.from(NOON.plusSeconds(7)));

        run(trial);

        assertThat(JournalTail.whole(folder.journal()).events())
                .filteredOn(event -> event instanceof TrialEvent.Ended && event.attempt() == 1)
                .singleElement()
                .satisfies(event ->
                        assertThat(((TrialEvent.Ended) event).seconds()).isEqualTo(7));
        double attempts = 7 + only(trial).seconds();
        // The database adds in an order of its own.
        assertThat(store.durations(trial))
                .singleElement()
                .satisfies(seconds -> assertThat(seconds).isCloseTo(attempts, within(1e-9)));
    }

    /** Whatever way it is read: none of these runs has anybody who would say of its end. */
    @Test
    void showsAsInterruptedWhatDiedWithItsCoordinator() throws Exception {
        SweepProcess first = sweep("killed", "waits for stop", new ArrayList<>());
        first.awaitLines(1);
        Store reader = Store.open(runs.resolve("killed").toString(), StoreMode.READER);
        assertThat(reader.latest(9)).isNotEmpty().allMatch(run -> run.state() == TrialState.RUNNING);
        List<ProcessHandle> workers = first.workers();
        first.process().toHandle().destroyForcibly();
        first.awaitEnd();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }

        List<Run> listed = reader.latest(9);
        List<String> ids = listed.stream().map(run -> run.trial().id()).toList();
        assertThat(listed).isNotEmpty().allSatisfy(TwoOwnersTest::isInterrupted);
        assertThat(reader.runs(ids)).hasSameSizeAs(ids).allSatisfy(TwoOwnersTest::isInterrupted);
        List<Run> outlines = reader.atOnce(read -> read.outlines(ids));
        assertThat(outlines).hasSameSizeAs(ids).allSatisfy(TwoOwnersTest::isInterrupted);
        assertThat(reader.find(ids.get(0)).state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(reader.states(ids).values()).hasSameSizeAs(ids).containsOnly(TrialState.INTERRUPTED);
        StoreChanges news = reader.since(StoreChanges.ReadPosition.START, Set.of());
        assertThat(news.runs()).hasSameSizeAs(ids).allSatisfy(TwoOwnersTest::isInterrupted);
        assertThat(news.measured()).isEmpty();
    }

    private static void isInterrupted(Run run) {
        assertThat(run.state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(run.reason()).isEqualTo("its coordinator is gone");
    }

    /** A job of a cluster that was at work when it was last taken in. */
    @Test
    void showsAJobWithoutACoordinatorAsItWasTakenIn() throws Exception {
        Path other = runs.resolve("jobs");
        try (Store owner = Store.open(other.toString(), StoreMode.OWNER)) {
            owner.ingest(TestTrials.trial(1), List.of(new TrialEvent.Started(1, NOON, Map.of("commit", "abc"))));
        }
        try (Store reader = Store.open(other.toString(), StoreMode.READER)) {
            assertThat(reader.latest(9)).singleElement().extracting(Run::state).isEqualTo(TrialState.RUNNING);
        }
    }
}
