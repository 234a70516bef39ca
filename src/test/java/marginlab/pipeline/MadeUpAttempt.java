package marginlab.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.EndedWorker;
import marginlab.run.Journal;
import marginlab.run.RunFolder;
import marginlab.run.WorkerProcess;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** The journal of a training that never was. */
final class MadeUpAttempt {
    private MadeUpAttempt() {}

    /**
     * An attempt that is over when it is started.
     *
     * @param accuracy on every set of its trial; without one the loss has diverged
     */
    static WorkerProcess of(RunFolder run, int attempt, OptionalDouble accuracy) throws IOException {
        Trial trial = run.trial();
        boolean diverges = accuracy.isEmpty();
        try (Journal journal = Journal.open(run.journal(), 0)) {
            journal.append(new TrialEvent.Started(attempt, Instant.EPOCH, Map.of("commit", "test")));
            for (String set : diverges ? List.<String>of() : trial.settings().verify()) {
                double figure = accuracy.getAsDouble();
                journal.append(new TrialEvent.Scored(
                        attempt,
                        new ProtocolOutcome(
                                set,
                                "ten-fold",
                                new TreeMap<>(Map.of("accuracy", figure, "std", 0.01)),
                                List.of(figure))));
            }
            journal.append(new TrialEvent.Ended(
                    attempt,
                    diverges ? TrialState.DIVERGED : TrialState.DONE,
                    diverges ? "loss is NaN at step 8" : "",
                    10,
                    Instant.EPOCH));
        }
        return new EndedWorker();
    }
}
