package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.data.DataBench;
import marginlab.experiment.Backbone;
import marginlab.loss.Objective;
import marginlab.run.Capacity;
import marginlab.store.StoreBench;
import marginlab.verify.JavaProduct;
import marginlab.verify.ProtocolBench;

/** What needs no engine, measured in this process: reading images, protocols, the store. */
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

    /**
     * Protocols, and beside some of them a plain implementation of the reference's algorithm on the same input.
     *
     * @param scale share of the full size of IJB-C and MegaFace
     * @param runs of each
     */
    public static List<Figure> ofProtocols(double scale, int runs) {
        List<Figure> figures = new ArrayList<>();
        for (marginlab.verify.Figure one : ProtocolBench.run(new JavaProduct(), scale, runs)) {
            Map<String, String> settings = new LinkedHashMap<>();
            one.settings().forEach((name, value) -> settings.put(name, String.valueOf(value)));
            figures.add(new Figure(one.what(), settings, one.median(), one.low(), one.high(), one.unit()));
            one.plain()
                    .ifPresent(plain ->
                            figures.add(new Figure(one.what() + ", plain", settings, plain, plain, plain, one.unit())));
        }
        return figures;
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
