package marginlab.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.serve.RunOutlines.RunPage;
import marginlab.store.Store;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunOutlinesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Trial one = TestTrials.trial("ArcFace(0.5)", 1);
    private final Trial two = TestTrials.trial("NS", 2);
    private Store store;
    private RunOutlines outlines;

    @BeforeEach
    void open() {
        store = Store.inMemory();
        store.ingest(one, List.of(started(1)));
        store.ingest(two, List.of(started(1), ended(TrialState.FAILED)));
        outlines = new RunOutlines(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void isTheSamePageUntilSomethingHappens() {
        RunPage page = outlines.now();
        assertThat(outlines.now()).isSameAs(page);

        store.ingest(one, List.of(new TrialEvent.Measured(1, 1, 1, Map.of("loss", 1.0))));
        assertThat(outlines.now().version()).isGreaterThan(page.version());
    }

    @Test
    void keepsTheRunsThatDidNotMoveAndPutsTheLastStartedFirst() {
        RunPage page = outlines.now();
        assertThat(page.newest()).extracting(run -> run.trial().id()).containsExactly(two.id(), one.id());

        ProtocolOutcome outcome =
                new ProtocolOutcome("pairs", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.9)), List.of());
        store.ingest(one, List.of(new TrialEvent.Scored(1, outcome), ended(TrialState.DONE)));
        RunPage later = outlines.now();
        assertThat(later.newest()).extracting(run -> run.trial().id()).containsExactly(two.id(), one.id());
        assertThat(later.newest().get(0)).isSameAs(page.newest().get(0));
        assertThat(later.newest().get(1).outcomes()).hasSize(1);

        store.ingest(one, List.of(started(2)));
        assertThat(outlines.now().newest()).extracting(run -> run.trial().id()).containsExactly(one.id(), two.id());
    }

    @Test
    void counts() {
        assertThat(outlines.now().counts()).isEqualTo(Map.of(TrialState.RUNNING, 1L, TrialState.FAILED, 1L));
    }

    /** What people say of a run comes from another process, at any time. */
    @Test
    void hearsOfTagsNotesAndExperiments() {
        RunPage page = outlines.now();
        assertThat(page.records())
                .allSatisfy(record -> assertThat(record.tags()).isEmpty());

        store.annotate(one.id(), List.of("paper", "best"), "keep it");
        RunPage tagged = outlines.now();
        assertThat(tagged.version()).isGreaterThan(page.version());
        assertThat(tagged.said().tags()).containsOnly(Map.entry(one.id(), List.of("best", "paper")));
        assertThat(tagged.said().notes()).containsOnly(Map.entry(one.id(), "keep it"));
        assertThat(tagged.records().get(1).tags()).containsExactly("best", "paper");
        assertThat(outlines.now()).isSameAs(tagged);

        store.keep("table", "", List.of(two.id(), "0123456789ab"));
        RunPage kept = outlines.now();
        assertThat(kept.said().experiments())
                .containsOnly(Map.entry(two.id(), List.of("table")), Map.entry("0123456789ab", List.of("table")));
        assertThat(kept.records().get(0).experiments()).containsExactly("table");
    }

    @Test
    void forgetsWhatTheStoreForgot() {
        outlines.now();
        store.forget(List.of(two.id()));

        assertThat(outlines.now().byId()).containsOnlyKeys(one.id());
    }

    private static TrialEvent started(int attempt) {
        return new TrialEvent.Started(attempt, NOON, Map.of());
    }

    private static TrialEvent ended(TrialState state) {
        return new TrialEvent.Ended(1, state, "why", 1, NOON.plusSeconds(1));
    }
}
