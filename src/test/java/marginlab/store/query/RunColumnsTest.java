package marginlab.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.Store;
import marginlab.store.TestTrials;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

class RunColumnsTest {
    @Test
    void asksWhichSetIsMeant() {
        List<RunRecord> two = IntStream.of(1, 2)
                .mapToObj(seed -> new RunRecord(
                        new Run(
                                TestTrials.trial(seed),
                                TrialState.DONE,
                                "",
                                1,
                                Instant.EPOCH,
                                1,
                                Map.of(),
                                List.of(accuracy("lfw"), accuracy("cfp-fp"))),
                        List.of(),
                        List.of(),
                        ""))
                .toList();
        assertThatThrownBy(() -> RunColumns.of(two, ids -> Map.of()).named("accuracy", "sort"))
                .hasMessage(
                        "sort: found 'accuracy', which several sets have; expected one of accuracy@cfp-fp, accuracy@lfw");
    }

    private static ProtocolOutcome accuracy(String set) {
        return new ProtocolOutcome(set, "ten-fold", new TreeMap<>(Map.of("accuracy", 0.5)), List.of());
    }

    @Test
    void anEmptyStoreHasNoFigureButNoErrorEither() {
        List<RunRecord> none = List.of();
        SelectedRuns empty = Selection.of(
                        where("accuracy@lfw>0.9"),
                        RunColumns.of(none, ids -> Map.of()),
                        List.of("id", "loss"),
                        Clock.systemUTC())
                .apply(none);
        assertThat(empty.rows()).isEmpty();
    }

    @Test
    void knowsWhatAStoreSaysOfItsRuns() {
        try (Store store = Store.inMemory()) {
            Trial trial = TestTrials.trial(1);
            store.ingest(trial, TestTrials.failed("out of memory"));
            store.annotate(trial.id(), List.of("late"), "too large");
            store.keep("first", "", List.of(trial.id()));
            List<RunRecord> kept = RunRecord.of(store, store.latest(10));
            assertThat(kept)
                    .singleElement()
                    .satisfies(record -> assertThat(
                                    List.of(record.id(), record.tags(), record.note(), record.experiments()))
                            .containsExactly(trial.id(), List.of("late"), "too large", List.of("first")));
            assertThat(Selection.of(
                                    where("reason=*memory and tag=late"),
                                    RunColumns.of(kept, ids -> Map.of()),
                                    List.of("id", "loss"),
                                    Clock.systemUTC())
                            .apply(kept)
                            .runs())
                    .isEqualTo(1);
        }
    }

    private static SelectionWords where(String... conditions) {
        return new SelectionWords(List.of(conditions), "", "", "", 0);
    }

    @Test
    void namesTheMetricsThatTrainingsRecord() {
        try (Store store = Store.inMemory()) {
            Trial trial = TestTrials.trial(1);
            store.ingest(trial, TestTrials.failed("out of memory"));
            store.ingest(trial, List.of(new TrialEvent.Measured(1, 10, 1, Map.of("loss", 3.5))));
            List<RunRecord> kept = RunRecord.of(store, store.latest(10));
            RunColumns columns = RunColumns.of(kept, store::lastMetrics);

            assertThat(columns.names()).contains("loss", "loss@training");
            assertThat(columns.named("loss@training", "sort").number(kept.get(0)))
                    .contains(3.5);
            assertThatThrownBy(() -> columns.named("los@training", "sort"))
                    .hasMessageEndingWith("Did you mean 'loss@training'?");
        }
    }
}
