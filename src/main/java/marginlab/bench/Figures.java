package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.data.DataBench;
import marginlab.experiment.Backbone;
import marginlab.loss.Objective;
import marginlab.run.Capacity;
import marginlab.store.StoreBench;

/** What needs no engine, measured in this process: reading images, the store. */
public final class Figures {
    private static final int RUNS = 1000;
    private static final int ROWS_EACH = 400;

    private Figures() {}

    /** Reading, decoding and scaling images on the cores of this machine. */
    public static List<Figure> ofData() {
        return DataBench.run(Capacity.here(1, List.of(), 1).threads()).stream()
                .map(one -> new Figure(one.what(), one.settings(), one.median(), one.low(), one.high(), one.unit()))
                .toList();
    }

    /** The store, one of its own that is removed afterwards. */
    public static List<Figure> ofStore() throws IOException {
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
