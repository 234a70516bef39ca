package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.EndedWorker;
import marginlab.run.Journal;
import marginlab.run.RunFolder;
import marginlab.run.WorkerProcess;
import marginlab.run.launch.Launcher;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/**
 * Trains nothing: accuracy falls with the distance of the scale from 40, by ratio, and of a margin from 0.3, and rises with the epochs;
 * a scale above 60 diverges. A checkpoint has the number of its epochs in its name, and what was there before stays.
 */
final class MadeUpAccuracies implements Launcher {
    private final int killedAt;
    private int started;

    /** @param killedAt it dies with everything at that start, as a process that is killed; nothing is cleaned up */
    MadeUpAccuracies(int killedAt) {
        this.killedAt = killedAt;
    }

    MadeUpAccuracies() {
        this(Integer.MAX_VALUE);
    }

    static double accuracy(Trial trial) {
        double off = Math.abs(Math.log(trial.settings().scale() / 40));
        String label = trial.objective();
        double margin = label.startsWith("ArcFace")
                ? Double.parseDouble(label.substring("ArcFace(".length(), label.length() - 1))
                : 0.5;
        return 0.9
                - 0.1 * off
                - 0.1 * Math.abs(margin - 0.3)
                + 0.005 * trial.settings().schedule().stopAt().count()
                + 0.0001 * (trial.seed() % 3);
    }

    @Override
    public WorkerProcess start(RunFolder run, int attempt, String gpu) throws IOException {
        if (++started == killedAt) {
            throw new IllegalStateException("killed");
        }
        Trial trial = run.trial();
        Files.createDirectories(run.checkpoint());
        Files.writeString(
                run.checkpoint()
                        .resolve("after " + trial.settings().schedule().stopAt().label()),
                "");
        boolean diverges = trial.settings().scale() > 60;
        try (Journal journal = Journal.open(run.journal(), 0)) {
            journal.append(new TrialEvent.Started(attempt, Instant.EPOCH, Map.of("commit", "test")));
            for (String set : diverges ? List.<String>of() : trial.settings().verify()) {
                double accuracy = accuracy(trial);
                journal.append(new TrialEvent.Scored(
                        attempt,
                        new ProtocolOutcome(
                                set,
                                "ten-fold",
                                new TreeMap<>(Map.of("accuracy", accuracy, "std", 0.01)),
                                List.of(accuracy))));
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
