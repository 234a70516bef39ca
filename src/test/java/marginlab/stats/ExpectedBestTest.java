package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpectedBestTest {
    /** The mean over all subsets of a size of the largest in it. */
    @Test
    void isTheMeanOverAllSubsets() {
        Random random = new Random(5);
        List<Double> values = random.doubles(11).boxed().toList();

        List<Double> expected = ExpectedBest.of(values);

        double[] sum = new double[12];
        int[] count = new int[12];
        for (int subset = 1; subset < 1 << 11; subset++) {
            double best = 0;
            for (int i = 0; i < 11; i++) {
                best = (subset >> i & 1) == 1 ? Math.max(best, values.get(i)) : best;
            }
            sum[Integer.bitCount(subset)] += best;
            count[Integer.bitCount(subset)]++;
        }
        assertThat(expected).hasSize(11);
        for (int size = 1; size <= 11; size++) {
            assertThat(expected.get(size - 1)).isCloseTo(sum[size] / count[size], within(1e-12));
        }
    }

    @Test
    void staysFiniteForManyPoints() {
        List<Double> expected =
                ExpectedBest.of(new Random(1).doubles(5000).boxed().toList());

        assertThat(expected).isSorted().allMatch(Double::isFinite);
        // The mean of the largest of n of a uniform distribution is n / (n + 1).
        assertThat(expected.get(3)).isCloseTo(0.8, within(0.01));
    }

    @Test
    void knowsTheBestSoFar() {
        assertThat(ExpectedBest.soFar(List.of(0.2, 0.1, 0.5, 0.4))).containsExactly(0.2, 0.2, 0.5, 0.5);
    }
}
