package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import marginlab.experiment.setting.Backbone;
import marginlab.loss.Objective;
import marginlab.plan.Trial;
import marginlab.run.MachineCapacity;

/** What needs no engine, measured in this process: reading images, the store. */
public final class MachineBench {
    private static final int RUNS = 10_000;
    private static final int ROWS_EACH = 100;

    private MachineBench() {}

    /**
     * Reading, decoding and scaling images on the cores of this machine.
     *
     * @param large whether a set of MS1MV2's size is written, opened and drawn from too
     */
    public static List<BenchFigure> ofData(boolean large) {
        int threads = MachineCapacity.here(1, List.of(), 1).threads();
        List<BenchFigure> figures = new ArrayList<>(DataBench.run(threads));
        if (large) {
            figures.addAll(LargeSetBench.run(threads));
        }
        return figures.stream()
                .map(one ->
                        new BenchFigure(one.what(), one.settings(), one.median(), one.low(), one.high(), one.unit()))
                .toList();
    }

    /**
     * The store, one of its own that is removed afterwards, and what a sweep costs beside its trials.
     *
     * @param program the class that the program is started with
     */
    public static List<BenchFigure> ofStore(Class<?> program, Consumer<String> say) throws IOException {
        TrainBench recipe = new TrainBench("MXNet", List.of(), Backbone.named("IR-18"), 112, 512, 128, 1000, 1);
        Objective objective = Objective.parse("NS");
        IntFunction<Trial> trials = seed -> recipe.trial(objective, seed);
        Path folder = Files.createTempDirectory("marginlab-bench");
        try {
            String store = folder.resolve("store").toString();
            say.accept("taking in " + RUNS + " runs of " + ROWS_EACH + " metric rows");
            List<BenchFigure> figures = new ArrayList<>();
            figures.addAll(StoreBench.run(store, trials, RUNS, ROWS_EACH));
            say.accept("listing and reporting them");
            figures.addAll(SweepBench.ofVerbs(
                    program,
                    folder,
                    store,
                    StoreBench.EXPERIMENT,
                    Map.of("runs", String.valueOf(RUNS), "metric-rows", String.valueOf(RUNS * ROWS_EACH))));
            say.accept("planning, scheduling, logging");
            figures.addAll(new SweepBench(folder, trials).ofWork());
            say.accept("training two networks one after the other and side by side");
            figures.add(new TwoTrialsBench(new TrainBench(
                            "MXNet", List.of(), Backbone.parse("IR(1-1-1-1, 16-32-64-128)"), 56, 128, 128, 300, 5))
                    .run());
            return figures;
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
