package marginlab.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The protocols that are timed, each in a process of its own, so that its peak memory is told too. */
public enum ProtocolBench {
    TEN_FOLD("ten-fold of 3,000 to 12,000 pairs", 512) {
        @Override
        List<BenchFigure> measure(Path folder, double scale, String engine) {
            return PairTimes.measure();
        }
    },
    IJB("IJB-C 1:1", 704) {
        @Override
        List<BenchFigure> measure(Path folder, double scale, String engine) throws IOException {
            return TemplateTimes.measure(folder, scale);
        }
    },
    MEGAFACE("MegaFace", SearchTimes.full().heapMegabytes()) {
        @Override
        List<BenchFigure> measure(Path folder, double scale, String engine) throws IOException {
            return SearchTimes.measure(folder, scale, engine);
        }
    };

    private final String title;
    private final int heapMegabytes;

    ProtocolBench(String title, int heapMegabytes) {
        this.title = title;
        this.heapMegabytes = heapMegabytes;
    }

    abstract List<BenchFigure> measure(Path folder, double scale, String engine) throws IOException;

    /**
     * Measures all of them, and plain implementations of the reference's algorithms beside them.
     *
     * @param scale share of the full size of IJB-C and MegaFace
     * @param engine whose matrix product searches the gallery
     */
    public static List<BenchFigure> all(double scale, String engine, Consumer<String> say) {
        List<BenchFigure> figures = new ArrayList<>();
        for (ProtocolBench protocol : values()) {
            say.accept("timing " + protocol.title);
            figures.addAll(BenchProcess.run(
                    ProtocolProcess.class,
                    List.of(protocol.name(), String.valueOf(scale), engine),
                    protocol.heapMegabytes));
        }
        return figures;
    }
}
