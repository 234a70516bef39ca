package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestLevelTest {
    private static final int TABLES = 200;

    /** Of a level {@code height + luck of the seed + noise}. */
    private static List<Map<Long, Double>> levels(
            SplittableRandom random, int seeds, double[] heights, double[] noise) {
        List<Map<Long, Double>> levels = new ArrayList<>();
        for (int level = 0; level < heights.length; level++) {
            levels.add(new HashMap<>());
        }
        for (long seed = 1; seed <= seeds; seed++) {
            double luck = 3 * random.nextGaussian();
            for (int level = 0; level < heights.length; level++) {
                levels.get(level).put(seed, heights[level] + luck + noise[level] * random.nextGaussian());
            }
        }
        return levels;
    }

    @Test
    void tellsAPlateauFromItsSlopes() {
        double[] heights = {0, 10, 10.01, 10, -5};
        double[] noise = {0.1, 0.1, 0.1, 0.1, 0.1};
        BestLevel found = BestLevel.of(levels(new SplittableRandom(3), 6, heights, noise), 0.95)
                .orElseThrow();

        assertThat(found.candidates()).containsExactly(1, 2, 3);
        assertThat(found.candidates()).contains(found.best());
    }

    @Test
    void oneThatIsFarAboveIsAlone() {
        double[] heights = {0, 5, 50};
        BestLevel found = BestLevel.of(levels(new SplittableRandom(5), 4, heights, new double[] {1, 1, 1}), 0.95)
                .orElseThrow();

        assertThat(found).isEqualTo(new BestLevel(2, List.of(2)));
    }

    @Test
    void oneSeedTellsNothing() {
        assertThat(BestLevel.of(List.of(Map.of(1L, 0.5), Map.of(1L, 0.9), Map.of(1L, 0.1)), 0.95))
                .isEmpty();
    }

    /**
     * The truly best level is left out of at most one table in twenty, where it is hardest: all are equal, so that one of them counts as
     * the best; also where one level is noisier than the others. Three standard errors of 200 tables are 4.6 %.
     */
    @ParameterizedTest
    @CsvSource({"5, 3, 1", "5, 2, 1", "5, 3, 4"})
    void leavesTheTrulyBestOutOfOneTableInTwentyAtMost(int count, int seeds, double noisiest) {
        SplittableRandom random = new SplittableRandom(11);
        double[] noise = new double[count];
        Arrays.fill(noise, 1);
        noise[count - 1] = noisiest;
        int missed = 0;
        for (int table = 0; table < TABLES; table++) {
            List<Map<Long, Double>> levels = levels(random, seeds, new double[count], noise);
            missed += BestLevel.of(levels, 0.95).orElseThrow().candidates().contains(0) ? 0 : 1;
        }

        assertThat(missed / (double) TABLES).isLessThan(0.05 + 0.046);
    }
}
