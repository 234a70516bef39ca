package marginlab.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Protocols that are timed at several sizes, beside plain implementations of the reference's algorithms. */
enum DetailedBench {
    TEN_FOLD("ten-fold", 512) {
        @Override
        List<BenchFigure> measure(Path folder, double scale, String engine) {
            return PairTimes.measure();
        }
    },
    IJB("ijb-11", 704) {
        @Override
        List<BenchFigure> measure(Path folder, double scale, String engine) throws IOException {
            return TemplateTimes.measure(folder, scale);
        }
    },
    MEGAFACE("megaface", SearchTimes.full().heapMegabytes()) {
        @Override
        List<BenchFigure> measure(Path folder, double scale, String engine) throws IOException {
            return SearchTimes.measure(folder, scale, engine);
        }
    };

    private final String label;
    private final int heapMegabytes;

    DetailedBench(String label, int heapMegabytes) {
        this.label = label;
        this.heapMegabytes = heapMegabytes;
    }

    abstract List<BenchFigure> measure(Path folder, double scale, String engine) throws IOException;

    /** That of the protocol. */
    String label() {
        return label;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }
}
