package marginlab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.file.npy.Npy;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.report.page.FaceDisclosure;
import marginlab.run.MachineCapacity;
import marginlab.run.RunFolder;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.Workspace;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an experiment file to an accuracy table, with real files, a real store, real processes and a real engine. */
class PipelineTest {
    private static final MachineCapacity SMALL = new MachineCapacity(1, 1, 512, "one at a time");

    @TempDir
    Path folder;

    private Path experiment;

    private Pipeline pipeline;

    private Workspace place;

    @BeforeEach
    void drawPeopleAndDeclareAnExperiment() throws IOException {
        TinyExperiment tiny = TinyExperiment.in(folder);
        experiment = tiny.file();
        place = new Workspace(folder.resolve("runs/store").toString(), folder.resolve("runs"), tiny.datasets());
        pipeline = new Pipeline(place);
    }

    @Test
    void goesFromTheFileToTheTableAndTrainsNothingTwice() throws IOException {
        Plan plan = pipeline.planner().plan(experiment, List.of(), List.of());

        SweepOutcome first = run(plan);
        List<Path> files = pipeline.reporter()
                .write(ExperimentScope.of(plan, ""), "run tiny.yaml", FaceDisclosure.SHOWN, folder.resolve("reports"));
        SweepOutcome second = run(plan);

        assertThat(first.done()).as(logs(plan)).isEqualTo(2);
        assertThat(second.done()).isZero();
        assertThat(second.skipped()).isEqualTo(2);
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "index.html", "table.md", "table.tex", "table.csv", "table-wide.csv", "results.json");
        assertThat(Files.readString(files.get(0))).contains("drawn-test").contains("Triplet(0.35)");
    }

    @Test
    void trainsAndReportsALossThatTheExperimentDefines() throws IOException {
        String define = "define={Linear(m): {target: \"1 - 2 * (theta + m) / pi\"}}";
        List<String> own = List.of(define, "losses=[Linear(0.3) + Intra]", "baseline=Linear(0.3) + Intra");
        Plan plan = pipeline.planner().plan(experiment, own, List.of());

        SweepOutcome outcome = run(plan);
        List<Path> files = pipeline.reporter()
                .write(ExperimentScope.of(plan, ""), "run tiny.yaml", FaceDisclosure.SHOWN, folder.resolve("reports"));

        assertThat(outcome.done()).as(logs(plan)).isEqualTo(1);
        assertThat(Files.readString(files.get(0)))
                .contains("Linear(0.3) + Intra")
                .contains("Linear(m): {target: &quot;1 - 2 * (theta + m) / pi&quot;}");
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            Trial stored = store.find(plan.trials().get(0).id()).trial();
            assertThat(stored.settings().definitions().named("Linear")).isPresent();
        }
    }

    /** The worker goes on from the last checkpoint, so its second attempt has scores and no steps. */
    @Test
    void trainsNothingAgainForAnotherVerificationSet() throws IOException {
        Plan plan = pipeline.planner().plan(experiment, List.of(), List.of("NS"));
        Plan wider = pipeline.planner().plan(experiment, List.of("verify=[drawn-profile, drawn-test]"), List.of("NS"));
        String first = plan.trials().get(0).id();
        String second = wider.trials().get(0).id();
        run(plan);

        assertThat(run(wider).done()).as(logs(wider)).isEqualTo(1);

        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            assertThat(store.find(second).outcomes())
                    .extracting(outcome -> outcome.set())
                    .containsExactly("drawn", "drawn-profile", "drawn-profile", "drawn-test", "drawn-test");
            assertThat(store.find(second).outcomes().get(3))
                    .isEqualTo(store.find(first).outcomes().get(1));
            assertThat(store.find(second).attempt()).isEqualTo(2);
            assertThat(store.metrics(second)).isNotEmpty().isEqualTo(store.metrics(first));
        }
        try (Stream<String> lines = Files.lines(new RunFolder(place.runs().resolve(second)).journal())) {
            assertThat(lines.filter(line -> line.contains("\"event\":\"metrics\"")))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"attempt\":1,"));
        }
    }

    @Test
    void keepsEmbeddingsAndScoresThatAgreeWithTheStoredAccuracy() throws IOException {
        Plan plan = pipeline.planner().plan(experiment, List.of(), List.of("NS"));
        run(plan);

        RunFolder kept = new RunFolder(place.runs().resolve(plan.trials().get(0).id()));
        float[][] plain = Npy.floatRows(kept.plainEmbeddings("drawn-test"));
        float[][] flipped = Npy.floatRows(kept.flippedEmbeddings("drawn-test"));
        double[] distances = Npy.doubles(kept.scores("drawn-test"));
        assertThat(plain.length).isEqualTo(80);
        assertThat(distances).hasSize(40);
        assertThat(distances[7]).isCloseTo(distance(plain, flipped, 14), within(1e-6));
        assertThat(Npy.floatRows(kept.centres()).length).isEqualTo(8);
        assertThat(Files.readString(kept.log()))
                .containsPattern("MXNet (sees no GPU: it trains on the processor|trains on gpu)");
        assertThat(Npy.floatRows(kept.trainingEmbeddings()).length).isEqualTo(48);
        assertThat(Npy.integers(kept.trainingLabels())[47]).isEqualTo(7);
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            Run run = store.find(plan.trials().get(0).id());
            assertThat(run.state()).isEqualTo(TrialState.DONE);
            assertThat(run.outcomes())
                    .extracting(outcome -> outcome.set() + " " + outcome.variant())
                    .containsExactly("drawn angles", "drawn-test ten-fold", "drawn-test angles");
            assertThat(run.outcomes().get(0).metrics()).containsOnlyKeys("inter", "intra", "w-ec", "w-inter");
            assertThat(run.outcomes().get(1).folds()).hasSize(10);
            assertThat(run.outcomes().get(2).metrics()).containsOnlyKeys("inter", "intra");
            assertThat(run.provenance()).containsKeys("commit", "engine", "djl", "device", "threads", "processor");
        }
    }

    @Test
    void tellsMissingDataTogetherWithWrongSettings() throws IOException {
        Path wrong = changed(Map.of("verify: drawn-test", "verify: [drawn-tset, absent]", "scale: 16", "scale: -1"));

        assertThatThrownBy(() -> pipeline.planner().plan(wrong, List.of(), List.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("changed.yaml:3:10: found")
                .hasMessageContaining("drawn-test")
                .hasMessageContaining("Ask its authors.")
                .hasMessageContaining("changed.yaml:7:8: found the number -1");
    }

    @Test
    void refusesASetThatIsForSomethingElse() throws IOException {
        Path wrong = changed(Map.of("train: drawn", "train: drawn-test"));

        assertThatThrownBy(() -> pipeline.planner().plan(wrong, List.of(), List.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("changed.yaml:2:8: found the dataset 'drawn-test', which has role verify in ")
                .hasMessageContaining("; expected a dataset with role train. Known: drawn");
    }

    @Test
    void trainsNothingWhereASetIsBrokenOrWithoutThePairsOfATerm() throws IOException {
        Path file =
                changed(Map.of("batch: 8", "batch: 20", "losses:", "sampling: {identities: 10, images: 2}\nlosses:"));
        Path bin = folder.resolve("drawn/plain.bin");
        byte[] whole = Files.readAllBytes(bin);
        Files.write(bin, Arrays.copyOf(whole, whole.length / 2));
        Plan plan = pipeline.planner().plan(file, List.of(), List.of());

        assertThatThrownBy(() -> run(plan))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "sampling: found 10 x 2 for a training set of 8 identities with at least two images")
                .hasMessageContaining("plain.bin at byte ")
                .hasMessageContaining("that end after the file's " + whole.length / 2);
        assertThat(logs(plan)).isEqualTo("no log".repeat(2));
    }

    @Test
    void failsWhereAGpuIsAskedForThatIsNotThere() throws IOException {
        Plan plan = pipeline.planner().plan(experiment, List.of(), List.of("NS"));
        SweepPolicy onGpu = SweepPolicy.standard().withGpus(List.of("97"), 1);

        SweepOutcome sweep = pipeline.runner()
                .run(
                        plan,
                        ExperimentScope.of(plan, ""),
                        onGpu,
                        pipeline.runner().workers(SMALL, true),
                        Retraining.NONE,
                        SweepListener.none());

        assertThat(sweep.failed()).isEqualTo(1);
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            assertThat(store.find(plan.trials().get(0).id()).reason()).contains("sees no GPU");
        }
    }

    private SweepOutcome run(Plan plan) throws IOException {
        return pipeline.runner()
                .run(
                        plan,
                        ExperimentScope.of(plan, Files.readString(experiment)),
                        SweepPolicy.standard(),
                        pipeline.runner().workers(SMALL, false),
                        Retraining.NONE,
                        SweepListener.none());
    }

    /** The experiment with some of its text replaced. */
    private Path changed(Map<String, String> replacements) throws IOException {
        String text = Files.readString(experiment);
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            assertThat(text).contains(replacement.getKey());
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        return Files.writeString(folder.resolve("changed.yaml"), text);
    }

    private String logs(Plan plan) throws IOException {
        StringBuilder text = new StringBuilder();
        for (var trial : plan.trials()) {
            Path log = new RunFolder(place.runs().resolve(trial.id())).log();
            text.append(Files.exists(log) ? Files.readString(log) : "no log");
        }
        return text.toString();
    }

    /** Squared distance of the normalised sums of rows i and i + 1, written out. */
    private static double distance(float[][] plain, float[][] flipped, int i) {
        double[] a = unit(plain[i], flipped[i]);
        double[] b = unit(plain[i + 1], flipped[i + 1]);
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return sum;
    }

    private static double[] unit(float[] plain, float[] flipped) {
        double[] row = new double[plain.length];
        double squares = 0;
        for (int d = 0; d < row.length; d++) {
            row[d] = plain[d] + flipped[d];
            squares += row[d] * row[d];
        }
        for (int d = 0; d < row.length; d++) {
            row[d] /= Math.sqrt(squares);
        }
        return row;
    }
}
