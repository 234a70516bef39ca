package marginlab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredExperimentTest {
    private static final String FILE = """
            name: kept
            description: What the store still tells
            train: faces
            verify: pairs
            losses: [NS, ArcFace(0.5)]
            seeds: [1, 2]
            baseline: NS
            """;
    private static final Map<String, String> PRINTS = Map.of("faces", "aa", "pairs", "bb");

    @TempDir
    Path folder;

    @Test
    void knowsWhatWasPlannedAndNotStarted() throws IOException {
        List<Trial> trials = trials();
        StoredExperiment kept = StoredExperiment.of(FILE, ids(trials), List.of(run(trials.get(0))));

        assertThat(kept.description()).isEqualTo("What the store still tells");
        assertThat(kept.baseline()).isEqualTo("NS");
        assertThat(kept.trials()).isEqualTo(trials);
        assertThat(kept.isWhole()).isTrue();
    }

    @Test
    void keepsToWhatWasStartedWhereTheTextGivesOtherTrials() throws IOException {
        List<Trial> trials = trials();
        StoredExperiment kept = StoredExperiment.of(
                FILE.replace("name: kept", "name: kept\nscale: 30"), ids(trials), List.of(run(trials.get(0))));

        assertThat(kept.trials()).containsExactly(trials.get(0));
        assertThat(kept.baseline()).isEqualTo("NS");
        assertThat(kept.isWhole()).isFalse();
    }

    @Test
    void knowsAVariationByItsChanges() throws IOException {
        List<String> changes = List.of("scale=30", "seeds=[1]");
        Path file = Files.writeString(folder.resolve("kept.yaml"), FILE);
        List<Trial> trials =
                Plan.of(ExperimentReader.read(file, changes), PRINTS).trials();
        StoredExperiment kept =
                StoredExperiment.of(Variation.definition(FILE, changes), ids(trials), List.of(run(trials.get(0))));

        assertThat(kept.trials()).isEqualTo(trials);
        assertThat(kept.isWhole()).isTrue();
        assertThat(kept.command()).isEqualTo("run experiments/kept.yaml --set 'scale=30' --set 'seeds=[1]'");
    }

    @Test
    void namesVariationsAsFoldersAndTheStoreTakeThem() {
        assertThat(Variation.name("quickstart", List.of("schedule.rate=0.05")))
                .isEqualTo("quickstart--schedule.rate-0.05");
        assertThat(Variation.name("a", List.of("train=[x, ../y]", "scale=30"))).isEqualTo("a--train-x-..-y--scale-30");
        assertThat(Variation.name("a", List.of("losses=" + "NS,".repeat(100))))
                .hasSize(80)
                .matches("a--losses-NS-[A-Za-z0-9._-]*")
                .isNotEqualTo(Variation.name("a", List.of("losses=" + "NS,".repeat(101))));
    }

    @Test
    void keepsWhatWasRunBesideThePlanOfTheFile() throws IOException {
        List<Trial> trials = trials();
        Trial further = Trial.of(
                trials.get(0).objective(),
                trials.get(0).settings(),
                3,
                trials.get(0).fingerprints());
        List<String> members = new java.util.ArrayList<>(ids(trials));
        members.add(further.id());
        StoredExperiment kept = StoredExperiment.of(FILE, members, List.of(run(trials.get(0)), run(further)));

        assertThat(kept.trials()).hasSize(5).contains(further);
    }

    @Test
    void readsAFileWhoseSettingChangesNoneOfItsLosses() throws IOException {
        StoredExperiment kept = StoredExperiment.of(
                FILE.replace("NS, ArcFace(0.5)", "NS") + "gradient: straight-through\n", List.of("a"), List.of());

        assertThat(kept.description()).isEqualTo("What the store still tells");
        assertThat(kept.baseline()).isEqualTo("NS");
    }

    @Test
    void isNoTextNoMatter() {
        assertThat(StoredExperiment.of("", List.of("a"), List.of()).trials()).isEmpty();
        assertThat(StoredExperiment.of("losses: [Unheard]", List.of("a"), List.of())
                        .description())
                .isEmpty();
    }

    private List<Trial> trials() throws IOException {
        Path file = Files.writeString(folder.resolve("kept.yaml"), FILE);
        return Plan.of(ExperimentReader.read(file, List.of()), PRINTS).trials();
    }

    private static List<String> ids(List<Trial> trials) {
        return trials.stream().map(Trial::id).toList();
    }

    private static Run run(Trial trial) {
        return new Run(trial, TrialState.DONE, "", 1, Instant.EPOCH, 1, Map.of(), List.of());
    }
}
