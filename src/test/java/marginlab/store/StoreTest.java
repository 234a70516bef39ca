package marginlab.store;

import static marginlab.store.WholeRun.NOON;
import static marginlab.store.WholeRun.outcome;
import static marginlab.store.WholeRun.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.bench.StoreBench;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.file.StoreLocation;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    Path folder;

    private String location() {
        return folder.resolve("runs/marginlab").toString();
    }

    @Test
    void givesBackWhatWasTakenIn() {
        Trial trial = TestTrials.trial(1);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.ingest(trial, whole(0.875));
            assertThat(store.runs(List.of("unknown", trial.id())))
                    .containsExactly(new Run(
                            trial,
                            TrialState.DONE,
                            "",
                            1,
                            NOON,
                            12.5,
                            Map.of("commit", "abc", "threads", "2"),
                            List.of(outcome(0.875))));
            assertThat(store.metrics(trial.id()))
                    .containsExactlyInAnyOrder(
                            new Metric(1, "loss", 10, 1, 3.5),
                            new Metric(1, "rate", 10, 1, 0.1),
                            new Metric(1, "loss", 20, 2, 2.5),
                            new Metric(1, "rate", 20, 2, 0.05));
        }
    }

    @Test
    void takingInTwiceChangesNothing() {
        Trial trial = TestTrials.trial(1);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.ingest(trial, whole(0.875));
            List<Run> runs = store.latest(10);
            List<Metric> metrics = store.metrics(trial.id());
            store.ingest(trial, whole(0.875));
            store.ingest(trial, whole(0.875).subList(0, 2));
            assertThat(store.latest(10)).isEqualTo(runs);
            assertThat(store.metrics(trial.id())).isEqualTo(metrics);
        }
    }

    @Test
    void leavesOutWhatIsRefusedOfWhatIsTakenInTogether() throws IOException {
        Trial first = TestTrials.trial(1);
        Trial third = TestTrials.trial(3);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.together(() -> {
                store.ingest(first, whole(0.875));
                List<TrialEvent> refused = new ArrayList<>(whole(0.5));
                refused.add(new TrialEvent.Ended(2, TrialState.FAILED, null, 1, NOON));
                assertThatThrownBy(() -> store.ingest(TestTrials.trial(2), refused))
                        .isInstanceOf(RuntimeException.class);
                store.ingest(third, whole(0.75));
            });
        }
        try (Store store = Store.open(location(), StoreMode.READER)) {
            assertThat(store.latest(10)).extracting(Run::trial).containsExactly(third, first);
            assertThat(store.metrics(third.id())).hasSize(4);
        }
    }

    @Test
    void keepsALateStepAndTheFirstOfTwoFiguresForOneStep() {
        Trial trial = TestTrials.trial(1);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.ingest(trial, whole(0.875));
            store.ingest(
                    trial,
                    List.of(
                            new TrialEvent.Measured(1, 5, 1, Map.of("loss", 4.0)),
                            new TrialEvent.Measured(1, 10, 1, Map.of("loss", 99.0)),
                            new TrialEvent.Measured(1, 30, 1, Map.of("new", 1.0)),
                            new TrialEvent.Measured(1, 30, 1, Map.of("new", 2.0))));
            assertThat(store.metrics(trial.id()))
                    .contains(new Metric(1, "loss", 5, 1, 4.0), new Metric(1, "loss", 10, 1, 3.5))
                    .contains(new Metric(1, "new", 30, 1, 1.0))
                    .hasSize(6);
        }
    }

    @Test
    void theFirstEndOfAnAttemptStandsAndALaterAttemptDecides() {
        Trial trial = TestTrials.trial(1);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.ingest(
                    trial,
                    List.of(
                            new TrialEvent.Started(1, NOON, Map.of()),
                            new TrialEvent.Ended(1, TrialState.CRASHED, "signal 9", 3, NOON),
                            new TrialEvent.Ended(1, TrialState.DONE, "", 3, NOON)));
            assertThat(store.find(trial.id()).state()).isEqualTo(TrialState.CRASHED);
            store.ingest(trial, List.of(new TrialEvent.Started(2, NOON, Map.of())));
            assertThat(store.states(List.of(trial.id(), "unknown"))).isEqualTo(Map.of(trial.id(), TrialState.RUNNING));
            store.ingest(trial, List.of(new TrialEvent.Ended(2, TrialState.DONE, "", 4, NOON)));
            assertThat(store.find(trial.id()).attempt()).isEqualTo(2);
            assertThat(store.durations(trial)).containsExactly(7.0);
        }
    }

    @Test
    void ordersByWhatWasTakenInAndNotByTheClock() {
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.ingest(TestTrials.trial(1), List.of(new TrialEvent.Started(1, NOON, Map.of())));
            store.ingest(TestTrials.trial(2), List.of(new TrialEvent.Started(1, NOON.minusSeconds(86400), Map.of())));
            assertThat(store.latest(1)).extracting(run -> run.trial().seed()).containsExactly(2L);
        }
    }

    @Test
    void findsByAnUnambiguousStart() {
        // Of 17 hexadecimal numbers, two start with the same digit.
        Map<String, Trial> byDigit = new TreeMap<>();
        Trial one = TestTrials.trial(0);
        Trial other = byDigit.put(one.id().substring(0, 1), one);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.ingest(one, whole(0.875));
            for (int seed = 1; other == null; seed++) {
                one = TestTrials.trial(seed);
                store.ingest(one, whole(0.875));
                other = byDigit.put(one.id().substring(0, 1), one);
            }
            assertThat(store.find(one.id().substring(0, 9)).trial()).isEqualTo(one);
            String digit = one.id().substring(0, 1);
            List<String> ids = List.of(one.id(), other.id());
            assertThatThrownBy(() -> store.find(digit))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("2 ids that start so")
                    .hasMessageContaining(ids.get(0))
                    .hasMessageContaining(ids.get(1));
            assertThatThrownBy(() -> store.find("zzz")).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void keepsExperimentsTagsAndNotes() {
        Trial trial = TestTrials.trial(1);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.keep("table2", "name: table2", List.of("later", trial.id()));
            store.keep("sweep", "name: sweep", List.of(trial.id()));
            store.ingest(trial, whole(0.875));
            store.annotate(trial.id(), List.of("good", "old"), "with the 'new' data");
            assertThat(store.members("table2")).containsExactly("later", trial.id());
            assertThat(store.definition("table2")).contains("name: table2");
            assertThat(store.experiments()).containsExactly("sweep", "table2");
            assertThat(store.experiments(List.of(trial.id())))
                    .isEqualTo(Map.of(trial.id(), List.of("sweep", "table2")));
            assertThat(store.tags(List.of(trial.id()))).isEqualTo(Map.of(trial.id(), List.of("good", "old")));
            assertThat(store.notes(List.of(trial.id()))).isEqualTo(Map.of(trial.id(), "with the 'new' data"));
        }
    }

    @Test
    void isEmptyWhereThereIsNoDatabaseYet() {
        try (Store store = Store.open(location(), StoreMode.READER)) {
            assertThat(store.latest(10)).isEmpty();
            assertThat(store.states(List.of("a"))).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void answersSeveralQuestionsAtOnceAndWritesNothingMeanwhile() {
        Trial trial = TestTrials.trial(1);
        try (Store reader = Store.open(location(), StoreMode.READER)) {
            List<Run> none = reader.atOnce(store -> store.latest(10));
            assertThat(none).isEmpty();
            try (Store owner = Store.open(location(), StoreMode.OWNER)) {
                owner.ingest(trial, whole(0.875));
            }
            int both = reader.atOnce(
                    store -> store.latest(1).size() + store.metrics(trial.id()).size());
            assertThat(both).isEqualTo(5);
            assertThatThrownBy(() -> reader.atOnce(store -> {
                        store.forget(List.of(trial.id()));
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void leavesOutOfAnOutlineWhatAListDoesNotShow() {
        Trial trial = TestTrials.trial(1);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            store.ingest(trial, whole(0.875));
            Run outline = store.outlines(List.of(trial.id())).get(0);
            assertThat(outline.provenance()).isEmpty();
            assertThat(outline.outcomes())
                    .containsExactly(new ProtocolOutcome(
                            "pairs", "ten-fold", outcome(0.875).metrics(), List.of()));
        }
    }

    @Test
    void readsWhileAnOwnerWritesAndAfterIt() {
        Trial trial = TestTrials.trial(1);
        try (Store reader = Store.open(location(), StoreMode.READER)) {
            try (Store owner = Store.open(location(), StoreMode.OWNER)) {
                owner.ingest(trial, whole(0.875).subList(0, 1));
                assertThat(reader.find(trial.id()).state()).isEqualTo(TrialState.RUNNING);
                owner.ingest(trial, whole(0.875));
                assertThat(reader.find(trial.id()).state()).isEqualTo(TrialState.DONE);
            }
            assertThat(reader.find(trial.id()).state()).isEqualTo(TrialState.DONE);
        }
    }

    @Test
    void tellsASecondOwnerWhoTheFirstIs() {
        try (Store owner = Store.open(location(), StoreMode.OWNER)) {
            assertThat(owner.latest(1)).isEmpty();
            assertThatThrownBy(() -> Store.open(location(), StoreMode.OWNER))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("since");
        }
        Store.open(location(), StoreMode.OWNER).close();
    }

    @Test
    void takesInNothingOfABatchThatFails() {
        Trial trial = TestTrials.trial(1);
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            assertThatThrownBy(() -> store.ingest(
                            trial,
                            List.of(
                                    new TrialEvent.Measured(1, 1, 1, Map.of("fresh", 1.0)),
                                    new TrialEvent.Started(1, NOON, Collections.singletonMap("commit", null)))))
                    .isInstanceOf(RuntimeException.class);
            assertThat(store.states(List.of(trial.id()))).isEmpty();
            store.ingest(trial, List.of(new TrialEvent.Measured(1, 1, 1, Map.of("fresh", 1.0))));
            assertThat(store.metrics(trial.id())).containsExactly(new Metric(1, "fresh", 1, 1, 1.0));
        }
    }

    @Test
    void leavesASmallFileAfterManyCommits() throws Exception {
        Path file = StoreLocation.of(location()).file();
        long before;
        try (Store store = Store.open(location(), StoreMode.OWNER)) {
            for (int seed = 1; seed <= 1500; seed++) {
                store.ingest(TestTrials.trial(seed), whole(0.875));
            }
            before = Files.size(file);
        }
        assertThat(before).isGreaterThan(16 << 20);
        assertThat(Files.size(file)).isLessThan(before / 4);
        try (Store store = Store.open(location(), StoreMode.READER)) {
            assertThat(store.latest(2000)).hasSize(1500);
            assertThat(store.find(TestTrials.trial(700).id()).outcomes()).containsExactly(outcome(0.875));
        }
    }

    @Test
    void measuresItself() throws IOException {
        assertThat(StoreBench.run(location(), TestTrials::trial, 10, 8))
                .hasSize(7)
                .allSatisfy(figure -> assertThat(figure.median()).isPositive().isBetween(figure.low(), figure.high()));
    }

    @Test
    void answersWithWhatATrainingRecordedLast() {
        try (Store store = Store.inMemory()) {
            Trial trial = TestTrials.trial(1);
            Trial other = TestTrials.trial(2);
            store.ingest(
                    trial,
                    List.of(
                            new TrialEvent.Measured(1, 10, 1, Map.of("loss", 3.5, "rate", 0.1)),
                            new TrialEvent.Measured(1, 90, 2, Map.of("loss", 2.5, "rate", 0.05)),
                            new TrialEvent.Measured(1, 90, 2, Map.of("accuracy/lfw", 0.9)),
                            new TrialEvent.Measured(2, 20, 1, Map.of("loss", 3.0, "rate", 0.1))));
            store.ingest(other, TestTrials.failed("out of memory"));

            // A second attempt is later however few steps it has done; what it did not record yet stands as it was.
            assertThat(store.lastMetrics(List.of(trial.id(), other.id())))
                    .isEqualTo(Map.of(trial.id(), Map.of("accuracy/lfw", 0.9, "loss", 3.0, "rate", 0.1)));
        }
    }
}
