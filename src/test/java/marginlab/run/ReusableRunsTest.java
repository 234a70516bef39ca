package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.experiment.setting.Settings;
import marginlab.file.FolderTree;
import marginlab.plan.Trial;
import marginlab.run.coordinate.FakeSweep;
import marginlab.run.launch.SlurmArray;
import marginlab.store.TestTrials;
import marginlab.store.record.Metric;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

/** Trials that differ from a finished one in their verification sets alone. */
class ReusableRunsTest extends FakeSweep {
    private static Trial verifiedOn(String sets, Trial trial) {
        SortedMap<String, String> flat = new TreeMap<>(trial.settings().flat());
        flat.put("verify", sets);
        return Trial.of(trial.objective(), Settings.of(flat), trial.seed(), trial.fingerprints());
    }

    @Test
    void scoresWithoutTrainingAgain() throws IOException {
        Trial first = TestTrials.trial("fine", 1);
        Trial more = verifiedOn("more, pairs", first);
        run(first);

        assertThat(run(more).done()).isEqualTo(1);

        isWhole(more);
        assertThat(only(more).attempt()).isEqualTo(2);
        assertThat(store.metrics(more.id()))
                .isEqualTo(store.metrics(first.id()))
                .extracting(Metric::attempt)
                .containsOnly(1);
        assertThat(Files.readString(runs.resolve(more.id()).resolve("journal.jsonl")))
                .contains("trained as " + first.id());
        assertThat(runs.resolve(first.id()).resolve("checkpoint/step")).exists();
        try (var left = Files.list(runs)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith(".new-"));
        }
    }

    @Test
    void trainsWhereNoNetworkIsLeft() throws IOException {
        Trial first = TestTrials.trial("fine", 1);
        run(first);
        FolderTree.delete(runs.resolve(first.id()).resolve("checkpoint"));
        Trial more = verifiedOn("more, pairs", first);

        assertThat(new ReusableRuns(runs, store).find(List.of(more))).isEmpty();
        assertThat(run(more).done()).isEqualTo(1);

        assertThat(only(more).attempt()).isEqualTo(1);
    }

    @Test
    void takesNothingFromAnotherSeedOrAnUnfinishedRun() {
        Trial diverged = TestTrials.trial("diverges", 1);
        Trial other = TestTrials.trial("fine", 2);
        run(diverged, other);

        assertThat(only(diverged).state()).isEqualTo(TrialState.DIVERGED);
        assertThat(new ReusableRuns(runs, store)
                        .find(List.of(verifiedOn("more", diverged), verifiedOn("more", TestTrials.trial("fine", 1)))))
                .isEmpty();
        assertThat(new ReusableRuns(runs, store).find(List.of(verifiedOn("more", other))))
                .isEqualTo(Map.of(verifiedOn("more", other).id(), other));
    }

    @Test
    void aSlurmArrayGoesOnFromTheTrainingToo() throws IOException {
        Trial first = TestTrials.trial("fine", 1);
        Trial more = verifiedOn("more, pairs", first);
        run(first);

        new ReusableRuns(runs, store).handOn(List.of(more));
        new SlurmArray("more", 1, 0, 1, 1).script(runs, List.of(more), WORKERS);

        assertThat(runs.resolve(more.id()).resolve("checkpoint/step")).hasContent("8");
        assertThat(JournalImporter.lastState(new RunFolder(runs.resolve(more.id()))))
                .contains(TrialState.INTERRUPTED);
    }
}
