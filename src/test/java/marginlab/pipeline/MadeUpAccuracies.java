package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalDouble;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import marginlab.run.WorkerProcess;
import marginlab.run.launch.Launcher;

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
        return MadeUpAttempt.of(run, attempt, diverges ? OptionalDouble.empty() : OptionalDouble.of(accuracy(trial)));
    }
}
