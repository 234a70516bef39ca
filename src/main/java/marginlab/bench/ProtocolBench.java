package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import marginlab.file.FolderTree;
import marginlab.protocol.Protocol;
import marginlab.protocol.Protocols;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.run.ProcessMemory;
import marginlab.run.score.EngineMatrixProduct;

/**
 * Every protocol of the list from files of made-up embeddings to its outcome, each in a process of its own, so that its peak
 * memory is told too, and each at several shares of its size. Those that have a bench of their own beside plain programs are
 * timed by that.
 */
public final class ProtocolBench {
    private static final int RUNS = 3;
    private static final double[] SHARES = {0.25, 0.5, 1};
    private static final int HEAP_MEGABYTES = 2048;

    private ProtocolBench() {}

    /**
     * Measures all of them.
     *
     * @param scale share of the published size
     * @param engine whose matrix product searches a gallery
     */
    public static List<BenchFigure> all(double scale, String engine, Consumer<String> say) {
        List<BenchFigure> figures = new ArrayList<>();
        for (Protocol protocol : Protocols.all()) {
            say.accept("timing " + protocol.label());
            figures.addAll(BenchProcess.run(
                    ProtocolProcess.class,
                    List.of(protocol.label(), String.valueOf(scale), engine),
                    detailed(protocol.label()).map(DetailedBench::heapMegabytes).orElse(HEAP_MEGABYTES)));
        }
        return figures;
    }

    /** What a process measures of one, its peak memory last. */
    static List<BenchFigure> measure(String label, Path folder, double scale, String engine) throws IOException {
        Optional<DetailedBench> detailed = detailed(label);
        List<BenchFigure> figures = new ArrayList<>(
                detailed.isPresent()
                        ? detailed.get().measure(folder, scale, engine)
                        : atShares(label, folder, scale, engine));
        ProcessMemory.peakMegabytes()
                .ifPresent(most -> figures.add(BenchFigure.of(
                        label + " memory", figures.get(figures.size() - 1).settings(), List.of(most), "MB")));
        return figures;
    }

    /** The shares of its size one after the other, so that a table tells how its time grows. */
    private static List<BenchFigure> atShares(String label, Path folder, double scale, String engine)
            throws IOException {
        List<BenchFigure> figures = new ArrayList<>();
        for (double share : SHARES) {
            Path made = Files.createDirectories(folder.resolve("share-" + share));
            figures.add(whole(label, made, share * scale, engine));
            FolderTree.delete(made);
        }
        return figures;
    }

    private static BenchFigure whole(String label, Path folder, double scale, String engine) {
        MadeInput made = new MadeInput(folder, scale);
        ProtocolFiles files = Protocols.named(label).orElseThrow().load(made);
        try (EngineMatrixProduct product = new EngineMatrixProduct(engine)) {
            List<Double> seconds = BenchTimer.seconds(
                    RUNS, () -> files.score("bench", product).metrics().size());
            Map<String, String> settings = made.sizes();
            settings.put("engine", product.label());
            return BenchFigure.of(label, settings, seconds, "s");
        }
    }

    private static Optional<DetailedBench> detailed(String label) {
        return Arrays.stream(DetailedBench.values())
                .filter(one -> one.label().equals(label))
                .findFirst();
    }
}
