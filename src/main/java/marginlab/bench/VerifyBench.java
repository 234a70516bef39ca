package marginlab.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import marginlab.verify.PairEmbeddings;
import marginlab.verify.TenFold;

/**
 * Speed of ten-fold verification.
 *
 * @param pairs N
 * @param dimension d
 * @param repeats that are timed
 */
public record VerifyBench(int pairs, int dimension, int repeats) {
    private static final int WARM_UP = 5;

    /** Measures, on embeddings of chance with half of the pairs alike. */
    public List<Figure> run() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] plain = new float[2 * pairs][dimension];
        float[][] flipped = new float[2 * pairs][dimension];
        boolean[] same = new boolean[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            same[pair] = pair % 2 == 0;
            for (int j = 0; j < dimension; j++) {
                plain[2 * pair][j] = (float) random.nextDouble() - 0.5f;
                float other = (float) random.nextDouble() - 0.5f;
                plain[2 * pair + 1][j] = same[pair] ? 0.5f * (plain[2 * pair][j] + other) : other;
                flipped[2 * pair][j] = plain[2 * pair][j];
                flipped[2 * pair + 1][j] = plain[2 * pair + 1][j];
            }
        }
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < WARM_UP + repeats; i++) {
            long start = System.nanoTime();
            TenFold.score("bench", new PairEmbeddings(plain, flipped, same));
            milliseconds.add((System.nanoTime() - start) / 1e6);
        }
        Map<String, String> names = new LinkedHashMap<>();
        names.put("pairs", String.valueOf(pairs));
        names.put("dimension", String.valueOf(dimension));
        return List.of(Figure.of("ten-fold", names, milliseconds.subList(WARM_UP, milliseconds.size()), "ms"));
    }
}
