package marginlab.run.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import marginlab.dataset.catalog.Catalog;
import marginlab.pipeline.ExperimentScope;
import marginlab.pipeline.Pipeline;
import marginlab.pipeline.Retraining;
import marginlab.pipeline.TinyExperiment;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.run.MachineCapacity;
import marginlab.run.RunFolder;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.Workspace;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of sets that are exchanged after the plan: before a worker, and under its hands. */
class PlannedDataCheckTest {
    private static final MachineCapacity SMALL = new MachineCapacity(1, 1, 512, "one at a time");

    @TempDir
    Path folder;

    private TinyExperiment tiny;
    private Pipeline pipeline;
    private Workspace place;
    private Path plain;
    private Path kept;

    @BeforeEach
    void drawPeople() throws IOException {
        tiny = TinyExperiment.in(folder);
        place = new Workspace(folder.resolve("runs/store").toString(), folder.resolve("runs"), tiny.datasets());
        pipeline = new Pipeline(place);
        plain = folder.resolve("drawn/plain.bin");
        kept = Files.copy(plain, folder.resolve("kept.bin"));
    }

    private Plan plan() {
        return pipeline.planner().plan(tiny.file(), List.of(), List.of("NS"));
    }

    private SweepOutcome run(Plan plan, boolean again, SweepListener progress) throws IOException {
        SweepPolicy policy = SweepPolicy.standard().withRetryFailed(again);
        return pipeline.runner()
                .run(
                        plan,
                        ExperimentScope.of(plan, Files.readString(tiny.file())),
                        policy,
                        pipeline.runner().workers(SMALL, false),
                        Retraining.NONE,
                        progress);
    }

    private Run only(Plan plan) {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            return store.find(plan.trials().get(0).id());
        }
    }

    private void exchange() throws IOException {
        Files.copy(folder.resolve("drawn/profile.bin"), plain, StandardCopyOption.REPLACE_EXISTING);
    }

    private void putBack() throws IOException {
        Files.copy(kept, plain, StandardCopyOption.REPLACE_EXISTING);
    }

    private void recordsNothing(Plan plan) throws IOException {
        Run run = only(plan);
        assertThat(run.state()).isEqualTo(TrialState.FAILED);
        assertThat(run.reason())
                .contains("set drawn-test")
                .contains(plain.toString())
                .contains("nothing is recorded");
        assertThat(run.outcomes()).isEmpty();
    }

    @Test
    void recordsNothingOfASetThatWasExchangedAfterThePlanAndIsDoneWhenItIsBack() throws IOException {
        Plan plan = plan();
        exchange();

        assertThat(run(plan, false, SweepListener.none()).failed()).isEqualTo(1);

        recordsNothing(plan);
        putBack();
        assertThat(run(plan(), true, SweepListener.none()).done()).isEqualTo(1);
        assertThat(only(plan).outcomes()).extracting(outcome -> outcome.set()).contains("drawn-test");
    }

    /** When the first epoch is told, the set has been compared once and not been opened yet. */
    @Test
    void recordsNothingOfASetThatIsExchangedWhileItsTrialTrains() throws IOException {
        Plan plan = plan();
        SweepListener exchanging = new SweepListener() {
            private boolean done;

            @Override
            public void measured(Trial trial, TrialEvent.Measured measured) {
                if (!done) {
                    done = true;
                    try {
                        exchange();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        };
        // Long enough for the journal to be read on the way.
        Plan longer = pipeline.planner().plan(tiny.file(), List.of("schedule.stop-at=60 epochs"), List.of("NS"));
        assertThat(longer.trials().get(0).id())
                .isNotEqualTo(plan.trials().get(0).id());

        assertThat(run(longer, false, exchanging).failed()).isEqualTo(1);

        recordsNothing(longer);
    }

    /** Neither size nor time of the file tell: the inode does where it is another, or else when it was last written. */
    @Test
    void isNotMisledBySizeAndTime() throws IOException {
        FileTime time = Files.getLastModifiedTime(plain);
        Plan plan = plan();
        byte[] bytes = Files.readAllBytes(plain);
        bytes[bytes.length / 2] ^= 1;
        Files.write(plain, bytes);
        Files.setLastModifiedTime(plain, time);
        assertThat(plan().trials().get(0).id())
                .isNotEqualTo(plan.trials().get(0).id());

        assertThat(run(plan, false, SweepListener.none()).failed()).isEqualTo(1);

        recordsNothing(plan);
    }

    @Test
    void doesNotMindAFileThatWasTouchedOrCopied() throws IOException {
        Plan plan = plan();
        putBack();
        Files.setLastModifiedTime(plain, FileTime.fromMillis(1));
        assertThat(run(plan, false, SweepListener.none()).done()).isEqualTo(1);
        assertThat(new RunFolder(place.runs().resolve(plan.trials().get(0).id())).journal())
                .exists();
    }

    /** The exchange comes right after the files were compared, before anything else looks at them: it happens in the comparing. */
    private PlannedDataCheck exchangedRightAfterTheCheck(Catalog catalog, AtomicInteger exchanges) {
        Map<String, String> planned = Map.of("drawn-test", catalog.fingerprint("drawn-test"));
        return new PlannedDataCheck(
                catalog,
                planned,
                name -> {
                    String fingerprint = catalog.fingerprint(name);
                    if (exchanges.getAndDecrement() > 0) {
                        try {
                            exchange();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                    return fingerprint;
                },
                Map.of());
    }

    @Test
    void noticesAnExchangeBetweenTheCheckAndTheWork() {
        PlannedDataCheck check = exchangedRightAfterTheCheck(Catalog.read(tiny.datasets()), new AtomicInteger(1));

        assertThatThrownBy(() -> check.whileAsPlanned("drawn-test", () -> Files.readAllBytes(plain)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("other ones than before");
    }

    /** As above, and put back while the work goes on: what was read first is not what counts. */
    @Test
    void doesTheWorkAgainOnFilesThatAreBack() throws IOException {
        PlannedDataCheck check = exchangedRightAfterTheCheck(Catalog.read(tiny.datasets()), new AtomicInteger(1));
        List<byte[]> read = new ArrayList<>();

        byte[] done = check.whileAsPlanned("drawn-test", () -> {
            read.add(Files.readAllBytes(plain));
            if (read.size() == 1) {
                putBack();
            }
            return read.get(read.size() - 1);
        });

        assertThat(read).hasSize(2);
        assertThat(read.get(0)).isNotEqualTo(Files.readAllBytes(kept));
        assertThat(done).isEqualTo(Files.readAllBytes(kept));
    }
}
