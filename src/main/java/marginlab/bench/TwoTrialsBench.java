package marginlab.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import marginlab.loss.Objective;
import marginlab.plan.Trial;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.WorkerLauncher;

/** Two trainings one after the other, each with all cores, against two side by side, each with half of them. */
record TwoTrialsBench(TrainBench recipe) {
    private static final int REPEATS = 2;
    private static final int HEAP_MEGABYTES = 1024;
    private static final Duration LIMIT = Duration.ofHours(1);

    /** How many times as fast the two are side by side. */
    BenchFigure run() {
        int cores = Runtime.getRuntime().availableProcessors();
        List<Double> gains = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            train(1, cores);
            train(2, cores);
            long between = System.nanoTime();
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> train(1, Math.max(1, cores / 2)));
            train(2, Math.max(1, cores / 2));
            other.join();
            gains.add((double) (between - start) / (System.nanoTime() - between));
        }
        return BenchFigure.of(
                "two trials side by side",
                Map.of(
                        "cores",
                        String.valueOf(cores),
                        "network",
                        recipe.network().label()),
                gains,
                "times as fast");
    }

    private void train(long seed, int threads) {
        Trial trial = recipe.trial(Objective.parse("NS"), seed);
        List<String> arguments =
                List.of(trial.toJson(), String.valueOf(recipe.identities()), String.valueOf(recipe.steps()));
        HelperProcess.ProcessOutput answer = new HelperProcess(
                        new WorkerLauncher(TrainProcess.class, arguments, threads, HEAP_MEGABYTES))
                .run(LIMIT);
        if (answer.code() != 0) {
            throw new IllegalStateException("a training ended with code " + answer.code() + ": " + answer.lastWord());
        }
    }
}
