package marginlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.protocol.Protocols;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.TenFoldVerification;

/** Ten-fold from raw embeddings in memory to the outcome. */
final class PairTimes {
    private static final int DIMENSION = 512;
    private static final int RUNS = 60;
    private static final int[] PAIRS = {3000, 6000, 12000};

    private PairTimes() {}

    static List<BenchFigure> measure() {
        List<BenchFigure> figures = new ArrayList<>();
        for (int pairs : PAIRS) {
            float[][] rows = new RandomRows(3, 2L * pairs, DIMENSION).matrix();
            boolean[] same = new boolean[pairs];
            for (int i = 0; i < pairs; i++) {
                same[i] = i % 600 < 300;
            }
            Map<String, String> settings = BenchSizes.of("pairs", pairs, "dimension", DIMENSION);
            List<Double> seconds = BenchTimer.seconds(RUNS, () -> Double.doubleToLongBits(accuracy(rows, same)));
            figures.add(BenchFigure.of("ten-fold", settings, BenchSizes.times(seconds, 1e3), "ms"));
            figures.add(
                    BenchFigure.of("ten-fold, 1,000 pairs", settings, BenchSizes.times(seconds, 1e6 / pairs), "ms"));
        }
        return figures;
    }

    private static double accuracy(float[][] rows, boolean[] same) {
        return Protocols.ofPairs()
                .headline()
                .of(TenFoldVerification.score("bench", new PairEmbeddings(rows, null, same))
                        .outcome())
                .orElseThrow();
    }
}
