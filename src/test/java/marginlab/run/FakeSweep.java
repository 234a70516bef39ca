package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import marginlab.plan.Trial;
import marginlab.store.Metric;
import marginlab.store.Role;
import marginlab.store.Run;
import marginlab.store.State;
import marginlab.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of run folders and a store, in which a coordinator runs workers that train nothing. */
abstract class FakeSweep {
    static final Workers WORKERS = new Workers(FakeWorker.class, List.of(), 1, 64);

    @TempDir
    Path runs;

    Store store;
    final Heard heard = new Heard();

    @BeforeEach
    void open() {
        store = Store.open(runs.resolve("marginlab").toString(), Role.OWNER);
    }

    @AfterEach
    void close() {
        store.close();
    }

    final Coordinator coordinator(Policy policy, Progress progress) {
        return new Coordinator(runs, store, WORKERS, policy, Clock.systemUTC(), progress);
    }

    final Sweep run(Trial... trials) {
        return coordinator(Policy.standard().withJobs(2), heard).run(List.of(trials));
    }

    final Run only(Trial trial) {
        return store.find(trial.id());
    }

    final void isWhole(Trial trial) {
        Run run = only(trial);
        assertThat(run.state()).isEqualTo(State.DONE);
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
