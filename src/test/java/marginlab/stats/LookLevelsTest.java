package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class LookLevelsTest {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** R: {@code gsDesign(k = 5, test.type = 2, alpha = 0.025, sfu = sfLDOF)$upper$bound}, as Jennison and Turnbull print them. */
    @Test
    void ofOBrienAndFlemingsSpendingAreThoseOfTheBooks() {
        double half = -NORMAL.inverseCumulativeProbability(0.05 / 4);
        LookLevels levels = new LookLevels(
                List.of(1, 2, 3, 4, 5), 0.05, 1, t -> 4 * NORMAL.cumulativeProbability(-half / Math.sqrt(t)) / 0.05);
        double[] bounds = {4.8769, 3.3569, 2.6803, 2.2898, 2.0310};
        for (int k = 0; k < bounds.length; k++) {
            assertThat(-NORMAL.inverseCumulativeProbability(levels.level(k) / 2))
                    .isCloseTo(bounds[k], within(2e-3));
        }
    }

    @Test
    void oneLookSpendsAll() {
        LookLevels levels = new LookLevels(List.of(7), 0.05, 12);
        assertThat(levels.level(0)).isCloseTo(0.05, within(1e-6));
        assertThat(levels.spent(0)).isCloseTo(0.05, within(1e-12));
    }

    /** By walks that are drawn; 12 comparisons that know nothing of each other. */
    @Test
    void allLooksTogetherErrAsOftenAsIsAllowed() {
        List<Integer> looks = LookLevels.schedule(3, 20);
        int comparisons = 12;
        LookLevels levels = new LookLevels(looks, 0.05, comparisons);
        double[] bounds = new double[looks.size()];
        for (int k = 0; k < bounds.length; k++) {
            bounds[k] = -NORMAL.inverseCumulativeProbability(levels.level(k) / comparisons / 2);
        }
        SplittableRandom random = new SplittableRandom(4);
        int tables = 20_000;
        int wrong = 0;
        for (int i = 0; i < tables; i++) {
            boolean any = false;
            for (int c = 0; c < comparisons && !any; c++) {
                double sum = 0;
                int n = 0;
                for (int k = 0; k < bounds.length; k++) {
                    sum += Math.sqrt(looks.get(k) - n) * random.nextGaussian();
                    n = looks.get(k);
                    any |= Math.abs(sum) >= bounds[k] * Math.sqrt(n);
                }
            }
            wrong += any ? 1 : 0;
        }
        assertThat((double) wrong / tables).isCloseTo(0.049, within(0.004));
    }

    @Test
    void looksComeAfterATenthMoreAndOneSeedAtLeast() {
        assertThat(LookLevels.schedule(3, 20)).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 20);
        assertThat(LookLevels.schedule(2, 2)).containsExactly(2);
        assertThat(LookLevels.schedule(20, 30)).containsExactly(20, 22, 25, 28, 30);
    }
}
