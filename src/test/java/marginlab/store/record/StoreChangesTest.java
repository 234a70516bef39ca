package marginlab.store.record;

import static marginlab.store.WholeRun.whole;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.WholeRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreChangesTest {
    @TempDir
    Path folder;

    private final Trial old = TestTrials.trial(1);
    private final Trial moving = TestTrials.trial(2);
    private Store store;
    private StoreChanges first;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER);
        store.ingest(old, whole(0.875));
        store.ingest(moving, whole(0.9).subList(0, 2));
        store.keep("two", "name: two", List.of(old.id(), moving.id()));
        first = store.since(StoreChanges.ReadPosition.START, List.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void tellsEverythingAtFirst() {
        assertThat(first.anew()).isTrue();
        assertThat(ids(first)).containsExactly(old.id(), moving.id());
        assertThat(first.measured()).isEqualTo(Map.of(moving.id(), 1));
        assertThat(first.experiments())
                .extracting(StoreChanges.ExperimentChange::name)
                .containsExactly("two");
    }

    @Test
    void tellsOfNothingButTheRunningRunsWhenNothingHappened() {
        StoreChanges news = store.since(first.mark(), first.measured().keySet());

        assertThat(news.anew()).isFalse();
        assertThat(ids(news)).containsExactly(moving.id());
        assertThat(news.runs().get(0)).isEqualTo(first.runs().get(1));
    }

    @Test
    void tellsOfARunThatMeasuresEndsAndStarts() {
        store.ingest(moving, whole(0.9).subList(0, 3));
        assertThat(store.since(first.mark(), List.of(moving.id())).measured()).isEqualTo(Map.of(moving.id(), 2));

        store.ingest(moving, whole(0.9));
        Trial late = TestTrials.trial(3);
        store.ingest(late, whole(0.8).subList(0, 1));
        StoreChanges news = store.since(first.mark(), List.of(moving.id()));

        assertThat(news.runs()).extracting(Run::state).containsExactly(TrialState.DONE, TrialState.RUNNING);
        assertThat(ids(news)).containsExactly(moving.id(), late.id());
    }

    @Test
    void tellsOfAFinishedRunThatIsScoredAgain() {
        store.ingest(old, List.of(new TrialEvent.Scored(1, WholeRun.outcome(0.5))));

        assertThat(ids(store.since(first.mark(), List.of()))).containsExactly(old.id());
    }

    @Test
    void tellsEverythingAnewWhereARunWasForgottenEvenIfAnotherCame() {
        store.forget(List.of(old.id()));
        Trial late = TestTrials.trial(3);
        store.ingest(late, whole(0.8));

        StoreChanges news = store.since(first.mark(), List.of());

        assertThat(news.anew()).isTrue();
        assertThat(ids(news)).containsExactly(moving.id(), late.id());
    }

    @Test
    void stampsAFileThatNobodyWritesTo() {
        String place = folder.resolve("closed").toString();
        try (Store reader = Store.open(place, StoreMode.READER)) {
            try (Store owner = Store.open(place, StoreMode.OWNER)) {
                owner.ingest(old, whole(0.8));
                assertThat(reader.stamp()).as("it has an owner").isEmpty();
            }
            String stamp = reader.stamp();
            assertThat(stamp).isNotEmpty().isEqualTo(reader.stamp());
            reader.since(StoreChanges.ReadPosition.START, List.of());
            assertThat(reader.stamp()).as("reading changes nothing").isEqualTo(stamp);
            try (Store owner = Store.open(place, StoreMode.OWNER)) {
                owner.ingest(TestTrials.trial(3), whole(0.8));
            }
            assertThat(reader.stamp()).isNotEqualTo(stamp);
        }
    }

    private static List<String> ids(StoreChanges news) {
        return news.runs().stream().map(run -> run.trial().id()).toList();
    }
}
