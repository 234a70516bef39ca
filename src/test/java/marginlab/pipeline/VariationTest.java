package marginlab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.gate.Baseline;
import marginlab.report.page.FaceDisclosure;
import marginlab.run.MachineCapacity;
import marginlab.run.RunArchive;
import marginlab.run.RunFolder;
import marginlab.run.SweepListener;
import marginlab.run.Workspace;
import marginlab.run.code.TrainingCode;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} with {@code --only} and {@code --set} makes of an experiment whose trials have ended already. */
class VariationTest {
    @TempDir
    Path folder;

    private Path experiment;
    private Pipeline pipeline;
    private Workspace place;

    @BeforeEach
    void haveTheExperimentTrained() throws IOException {
        TinyExperiment tiny = TinyExperiment.in(folder);
        experiment = tiny.file();
        place = new Workspace(folder.resolve("runs/store").toString(), folder.resolve("runs"), tiny.datasets());
        pipeline = new Pipeline(place);
        run(List.of(), List.of());
    }

    @Test
    void takesNothingFromTheExperimentForAnOnly() throws IOException {
        Pipeline.Ran again = run(List.of(), List.of("NS"));

        assertThat(again.sweep().skipped()).isEqualTo(1);
        assertThat(again.scope().trials()).hasSize(2);
        assertThat(Files.readString(again.report().get(0))).contains("All 2 trials are done.");
        assertThat(rows("tiny")).containsExactly("NS", "Triplet(0.35)");
        assertThat(garbage()).isEmpty();
    }

    @Test
    void addsFurtherSeedsToTheExperiment() throws IOException {
        run(List.of("seeds=[1, 2]"), List.of("NS"));

        for (String name : List.of("tiny", experiment.toString())) {
            Baseline baseline = StoredResults.with(place, name, Baseline::of);
            assertThat(baseline.rows().get(0).objective()).as(name).isEqualTo("NS");
            assertThat(baseline.rows().get(0).protocols().get("drawn-test"))
                    .as(name)
                    .hasSize(2);
            assertThat(baseline.rows().get(1).protocols().get("drawn-test"))
                    .as(name)
                    .hasSize(1);
        }
        Pipeline.Ran again = run(List.of(), List.of());
        assertThat(Files.readString(again.report().get(0))).contains("± ").contains("n 2");
        assertThat(garbage()).isEmpty();
    }

    @Test
    void keepsAVariationUnderANameOfItsOwn() throws IOException {
        Pipeline.Ran changed = run(List.of("schedule.rate=0.04"), List.of("NS"));

        assertThat(changed.report().get(0)).isEqualTo(folder.resolve("reports/tiny--schedule.rate-0.04/index.html"));
        assertThat(Files.readString(folder.resolve("reports/tiny/table.md"))).contains("Triplet(0.35)");
        assertThat(rows("tiny")).containsExactly("NS", "Triplet(0.35)");
        assertThat(rows("tiny--schedule.rate-0.04")).containsExactly("NS", "Triplet(0.35)");
        Baseline baseline = StoredResults.with(place, "tiny--schedule.rate-0.04", Baseline::of);
        assertThat(baseline.rows().get(0).settings()).containsEntry("schedule.rate", "0.04");
        assertThat(baseline.rows().get(0).protocols().get("drawn-test")).hasSize(1);
        assertThat(garbage()).isEmpty();

        Pipeline.Ran named = run(List.of("schedule.rate=0.04", "name=slower"), List.of("NS"));
        assertThat(named.sweep().skipped()).isEqualTo(1);
        assertThat(named.report().get(0)).isEqualTo(folder.resolve("reports/slower/index.html"));
    }

    @Test
    void trainsAgainWhatOtherCodeTrainedOrARowThatIsNamed() throws IOException {
        Plan plan = pipeline.planner().plan(experiment, List.of(), List.of());
        Trial first = plan.trials().get(0);
        Trial second = plan.trials().get(1);
        Trial further = Trial.of(first.objective(), first.settings(), 2, first.fingerprints());
        try (Store store = Store.inMemory()) {
            store.ingest(
                    first,
                    events(0.9, Map.of(TrainingCode.FACT, TrainingCode.here().text())));
            store.ingest(second, events(0.9, Map.of(TrainingCode.FACT, "loss 00000000")));
            store.ingest(further, events(0.9, Map.of()));

            assertThat(Retraining.NONE.of(plan, store)).isEmpty();
            assertThat(new Retraining(true, List.of()).of(plan, store)).containsExactly(second.id());
            assertThat(new Retraining(true, List.of("NS")).of(plan, store)).containsExactly(first.id());
        }
    }

    @Test
    void neverOffersRunsThatAFileStillNames() throws IOException {
        try (Store store = Store.open(place.store(), StoreMode.OWNER)) {
            List<String> ids = store.members("tiny");
            List<Run> runs = store.runs(ids);
            store.keep("tiny", "", List.of());
            RunArchive archive = new RunArchive(place.runs(), store, Clock.systemUTC(), SweepListener.none());
            assertThat(archive.garbage(Set.of(), false).items()).hasSize(2);

            NamedByFiles named =
                    NamedByFiles.of(folder, runs.stream().map(Run::trial).toList());
            assertThat(named.ids()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(named.unread()).containsExactly(folder.resolve("datasets.yaml"));
            assertThat(archive.garbage(named.ids(), false).items()).isEmpty();
        }
    }

    private static List<TrialEvent> events(double accuracy) {
        return events(accuracy, Map.of());
    }

    private static List<TrialEvent> events(double accuracy, Map<String, String> provenance) {
        ProtocolOutcome outcome =
                new ProtocolOutcome("drawn-test", "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy)), List.of());
        return List.of(
                new TrialEvent.Started(1, Instant.EPOCH, provenance),
                new TrialEvent.Scored(1, outcome),
                new TrialEvent.Ended(1, TrialState.DONE, "", 12, Instant.EPOCH.plusSeconds(12)));
    }

    private List<Path> garbage() throws IOException {
        try (Store store = Store.open(place.store(), StoreMode.OWNER)) {
            return new RunArchive(place.runs(), store, Clock.systemUTC(), SweepListener.none())
                    .garbage(Set.of(), false).items().stream()
                            .filter(item -> !item.run().isEmpty())
                            .map(item -> item.path())
                            .toList();
        }
    }

    private List<String> rows(String name) {
        return StoredResults.with(
                place,
                name,
                sweep -> sweep.trials().stream()
                        .map(trial -> trial.objective())
                        .distinct()
                        .toList());
    }

    private Pipeline.Ran run(List<String> changes, List<String> only) throws IOException {
        Plan asked = pipeline.planner().plan(experiment, changes, only);
        try (Store store = Store.open(place.store(), StoreMode.OWNER)) {
            for (Trial trial : asked.trials()) {
                RunFolder.of(place.runs(), trial);
                if (!store.states(List.of(trial.id())).containsKey(trial.id())) {
                    store.ingest(trial, events(0.9 + 0.01 * trial.seed()));
                }
            }
        }
        MachineCapacity small = new MachineCapacity(1, 1, 512, "one at a time");
        return pipeline.run(
                new Pipeline.PipelineRequest(
                        experiment, changes, only, "run", FaceDisclosure.SHOWN, folder.resolve("reports")),
                plan -> new Pipeline.Running(
                        SweepPolicy.standard(), pipeline.runner().workers(small, false), Retraining.NONE),
                SweepListener.none());
    }
}
