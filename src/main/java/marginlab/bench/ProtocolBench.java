package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import marginlab.file.FolderTree;
import marginlab.protocol.Protocol;
import marginlab.protocol.Protocols;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.run.ProcessMemory;
import marginlab.run.score.EngineMatrixProduct;

/**
 * Every protocol of the list from files of made-up embeddings to its outcome, each in a process of its own, so that its peak
 * memory is told too, and each at several shares of its size. What searches a gallery is told beside the most that the engine's
 * matrix product does on the machine.
 */
public final class ProtocolBench {
    private static final int RUNS = 20;
    private static final double[] SHARES = {0.25, 0.5, 1};
    /** The sets as published fit into it; what is read in blocks would fill any heap. */
    private static final int HEAP_MEGABYTES = 1024;
    /** Below it, in seconds, times are told in milliseconds. */
    private static final double BRIEF = 0.1;

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
                    ProtocolProcess.class, List.of(protocol.label(), String.valueOf(scale), engine), HEAP_MEGABYTES));
        }
        return figures;
    }

    /**
     * What a process measures of one: the shares of its size one after the other, and its peak memory last. Shares of a small size
     * can be the same, and are measured once.
     */
    static List<BenchFigure> measure(String label, Path folder, double scale, String engine) throws IOException {
        Protocol protocol = Protocols.named(label).orElseThrow();
        List<TimedLoad> loads = new ArrayList<>();
        Map<String, String> before = Map.of();
        for (double share : SHARES) {
            Path made = Files.createDirectories(folder.resolve("share-" + share));
            MadeInput input = new MadeInput(made, share * scale);
            ProtocolFiles files = protocol.load(input);
            if (!input.sizes().equals(before)) {
                loads.add(time(files, input, engine));
            }
            before = input.sizes();
            FolderTree.delete(made);
        }
        TimedLoad whole = loads.get(loads.size() - 1);
        boolean brief = whole.seconds().stream().allMatch(seconds -> seconds < BRIEF);
        List<BenchFigure> figures = new ArrayList<>();
        if (whole.operations() > 0) {
            BenchFigure peak = MatrixPeak.measure(engine);
            figures.add(peak);
            loads.forEach(load -> figures.addAll(load.figures(label, brief)));
            loads.forEach(load -> figures.addAll(load.arithmetic(label, peak.high())));
        } else {
            loads.forEach(load -> figures.addAll(load.figures(label, brief)));
        }
        ProcessMemory.peakMegabytes()
                .ifPresent(
                        most -> figures.add(BenchFigure.of(label + " memory", whole.settings(), List.of(most), "MB")));
        return figures;
    }

    private static TimedLoad time(ProtocolFiles files, MadeInput made, String engine) {
        try (EngineMatrixProduct product = new EngineMatrixProduct(engine)) {
            List<Double> seconds = BenchTimer.seconds(
                    RUNS, () -> files.score("bench", product).metrics().size());
            Map<String, String> settings = new LinkedHashMap<>(made.sizes());
            settings.put("engine", product.label());
            return new TimedLoad(settings, made.parts(), files.extent().operations(), seconds);
        }
    }
}
