package marginlab.run.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import marginlab.plan.Trial;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.launch.WorkerLauncher;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of run folders and a store, in which a coordinator runs workers that train nothing. */
public abstract class FakeSweep {
    public static final WorkerLauncher WORKERS = new WorkerLauncher(FakeWorker.class, List.of(), 1, 64);

    @TempDir
    public Path runs;

    public Store store;
    final HeardSweep heard = new HeardSweep();

    @BeforeEach
    void open() {
        store = Store.open(runs.resolve("marginlab").toString(), StoreMode.OWNER);
    }

    @AfterEach
    void close() {
        store.close();
    }

    final Coordinator coordinator(SweepPolicy policy, SweepListener progress) {
        return new Coordinator(runs, store, WORKERS, policy, Clock.systemUTC(), progress);
    }

    public final SweepOutcome run(Trial... trials) {
        return coordinator(SweepPolicy.standard().withJobs(2), heard).run(List.of(trials));
    }

    public final Run only(Trial trial) {
        return store.find(trial.id());
    }

    public final void isWhole(Trial trial) {
        Run run = only(trial);
        assertThat(run.state()).isEqualTo(TrialState.DONE);
        assertThat(run.outcomes())
                .singleElement()
                .satisfies(outcome ->
                        assertThat(outcome.metrics()).containsEntry("accuracy", FakeWorker.accuracy(trial.seed())));
        assertThat(store.metrics(trial.id()).stream()
                        .filter(metric -> metric.key().equals("loss"))
                        .map(Metric::step))
                .contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }
}
