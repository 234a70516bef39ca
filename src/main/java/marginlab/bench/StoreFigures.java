package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.experiment.Backbone;
import marginlab.loss.Objective;
import marginlab.store.StoreBench;

/** Speed of the store, on one of its own that is removed afterwards. */
public final class StoreFigures {
    private static final int RUNS = 1000;
    private static final int ROWS_EACH = 400;

    private StoreFigures() {}

    /** Measures. */
    public static List<Figure> measure() throws IOException {
        TrainBench recipe = new TrainBench("MXNet", List.of(), Backbone.named("IR-18"), 112, 512, 128, 1000, 1);
        Objective objective = Objective.parse("NS");
        Path folder = Files.createTempDirectory("marginlab-bench");
        try {
            return StoreBench.run(folder, seed -> recipe.trial(objective, seed), RUNS, ROWS_EACH).stream()
                    .map(one -> new Figure(one.what(), one.settings(), one.median(), one.low(), one.high(), one.unit()))
                    .toList();
        } finally {
            Files.delete(folder);
        }
    }
}
