package marginlab.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.WorkerSession;

/** A worker that trains nothing: Softmax is four points worse than the others, Triplet(0.35) diverges with seed 2. */
public final class RoundsWorker {
    private RoundsWorker() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(WorkerSession.run(arguments, Map.of("commit", "test"), RoundsWorker::score));
    }

    /** None where it diverges. */
    static OptionalDouble accuracy(Trial trial) {
        if (trial.objective().startsWith("Triplet") && trial.seed() == 2) {
            return OptionalDouble.empty();
        }
        SplittableRandom random = new SplittableRandom(31L * trial.objective().hashCode() + trial.seed());
        double level = trial.objective().equals("Softmax") ? 0.86 : 0.90;
        return OptionalDouble.of(level + 0.002 * random.nextGaussian());
    }

    private static WorkerSession.Ending score(WorkerSession child) throws IOException {
        Trial trial = child.trial();
        if (accuracy(trial).isEmpty()) {
            return WorkerSession.Ending.diverged("loss is NaN at step 8");
        }
        double accuracy = accuracy(trial).getAsDouble();
        child.scored(new ProtocolOutcome(
                "drawn-test", "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy, "std", 0.01)), List.of(accuracy)));
        return WorkerSession.Ending.DONE;
    }
}
