package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.store.Store;
import marginlab.store.TestTrials;
import marginlab.store.WholeRun;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that are trained again keep their former ones. */
class FormerRunsTest {
    private static final Trial TRIAL = TestTrials.trial("NS", 1);

    @TempDir
    Path runs;

    @Test
    void keepsEveryFormerResultAndWhatPeopleSaidOfTheRun() throws Exception {
        FormerRuns former = new FormerRuns(runs);
        try (Store store = Store.inMemory()) {
            RunArchive archive = new RunArchive(runs, store, Clock.systemUTC(), SweepListener.none());
            for (double accuracy : List.of(0.9, 0.8)) {
                train(store, accuracy);
                archive.annotate(TRIAL.id(), List.of("paper"), "the good one");
                assertThat(store.states(List.of(TRIAL.id()))).containsEntry(TRIAL.id(), TrialState.DONE);
                former.setAside(List.of(TRIAL.id()), store);
                assertThat(store.states(List.of(TRIAL.id())).getOrDefault(TRIAL.id(), TrialState.PLANNED))
                        .isEqualTo(TrialState.PLANNED);
                assertThat(store.tags(List.of(TRIAL.id()))).isEqualTo(Map.of(TRIAL.id(), List.of("paper")));
            }
        }
        assertThat(former.journals(TRIAL.id())).hasSize(2);
        assertThat(former.journals(TRIAL.id()).get(0)).isEqualTo(WholeRun.whole(0.9));
        assertThat(former.journals(TRIAL.id()).get(1)).isEqualTo(WholeRun.whole(0.8));
        assertThat(new RunFolder(runs.resolve(TRIAL.id())).labels()).content().contains("paper", "the good one");
    }

    @Test
    void areNoRunsOfTheirOwn() throws Exception {
        try (Store store = Store.inMemory()) {
            train(store, 0.9);
            new FormerRuns(runs).setAside(List.of(TRIAL.id()), store);
            RunArchive archive = new RunArchive(runs, store, Clock.systemUTC(), SweepListener.none());
            assertThat(archive.rebuild().runs()).isZero();
            assertThat(archive.garbage(java.util.Set.of(), true).items()).isEmpty();
        }
    }

    private void train(Store store, double accuracy) throws Exception {
        RunFolder folder = RunFolder.of(runs, TRIAL);
        StringBuilder journal = new StringBuilder();
        for (TrialEvent event : WholeRun.whole(accuracy)) {
            journal.append(EventJson.of(event)).append('\n');
        }
        Files.writeString(folder.journal(), journal);
        store.ingest(TRIAL, WholeRun.whole(accuracy));
    }
}
