package marginlab.run.coordinate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.RunsLock;
import marginlab.run.StopSignal;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.code.OwnCode;
import marginlab.run.launch.WorkerLauncher;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** A sweep in a process of its own: {@code RUNS OBJECTIVE COUNT STORE [FINGERPRINT]}, where the last one is
 * that of {@link FakeData}. It goes on from a copy of its classes as a real one does. Says on standard output what has a result. */
final class CoordinatorMain {
    private CoordinatorMain() {}

    public static void main(String[] arguments) throws IOException {
        Path runs = Path.of(arguments[0]);
        if (!OwnCode.isIn(CoordinatorMain.class)) {
            OwnCode.run(runs, CoordinatorMain.class, "test", arguments);
            return;
        }
        List<Trial> trials = new ArrayList<>();
        for (int seed = 1; seed <= Integer.parseInt(arguments[2]); seed++) {
            trials.add(
                    arguments.length > 4
                            ? TestTrials.trial(arguments[1], seed, arguments[4])
                            : TestTrials.trial(arguments[1], seed));
        }
        int code = 2;
        // The end of the process lets go of it, as where it is killed.
        try {
            RunsLock.take(runs);
            code = run(runs, arguments[3], trials);
        } catch (ProblemException e) {
            System.out.println("problem " + e.getMessage());
        }
        System.exit(code);
    }

    private static int run(Path runs, String name, List<Trial> trials) {
        try (Store store = Store.open(runs.resolve(name).toString(), StoreMode.OWNER)) {
            SweepPolicy policy = new SweepPolicy(2, List.of(), 1, 5, 0, Duration.ofMinutes(5), 10, true);
            Coordinator coordinator = new Coordinator(
                    runs,
                    store,
                    new WorkerLauncher(FakeWorker.class, List.of(), 1, 64),
                    policy,
                    Clock.systemUTC(),
                    new SweepListener() {
                        private final Map<String, Double> accuracies = new HashMap<>();

                        @Override
                        public void measured(Trial trial, TrialEvent.Measured measured) {
                            System.out.println("measured " + trial.id());
                        }

                        @Override
                        public void scored(Trial trial, ProtocolOutcome outcome) {
                            accuracies.put(trial.id(), outcome.metrics().get("accuracy"));
                        }

                        @Override
                        public void ended(Trial trial, TrialEvent.Ended ended, boolean again) {
                            if (ended.state() == TrialState.DONE) {
                                System.out.printf(Locale.ROOT, "done %s %s%n", trial.id(), accuracies.get(trial.id()));
                            }
                        }
                    });
            StopSignal.onEach(coordinator::stop);
            SweepOutcome sweep = coordinator.run(trials);
            return sweep.signal().map(StopSignal::exitCode).orElse(sweep.isComplete() ? 0 : 1);
        }
    }
}
