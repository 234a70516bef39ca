package marginlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.protocol.Protocols;
import marginlab.verify.PairEmbeddings;
import marginlab.verify.TenFold;

/** Ten-fold from raw embeddings in memory to the outcome. */
final class PairTimes {
    private static final int DIMENSION = 512;
    private static final int RUNS = 60;
    private static final int PLAIN_RUNS = 3;
    private static final int[] PAIRS = {3000, 6000, 12000};

    private PairTimes() {}

    static List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        for (int pairs : PAIRS) {
            float[][] rows = new MadeRows(3, 2L * pairs, DIMENSION).matrix();
            boolean[] same = new boolean[pairs];
            for (int i = 0; i < pairs; i++) {
                same[i] = i % 600 < 300;
            }
            Map<String, String> settings = Sizes.of("pairs", pairs, "dimension", DIMENSION);
            List<Double> fast = Timer.seconds(RUNS, () -> Double.doubleToLongBits(accuracy(rows, same)));
            List<Double> plain = Timer.seconds(PLAIN_RUNS, () -> PlainProtocols.tenFold(rows, same));
            figures.add(Figure.of("ten-fold", settings, Sizes.times(fast, 1e3), "ms"));
            figures.add(Figure.of("ten-fold, 1,000 pairs", settings, Sizes.times(fast, 1e6 / pairs), "ms"));
            figures.add(Figure.of("ten-fold, plain", settings, Sizes.times(plain, 1e3), "ms"));
        }
        return figures;
    }

    private static double accuracy(float[][] rows, boolean[] same) {
        return Protocols.ofPairs()
                .headline()
                .of(TenFold.score("bench", new PairEmbeddings(rows, null, same)).outcome())
                .orElseThrow();
    }
}
