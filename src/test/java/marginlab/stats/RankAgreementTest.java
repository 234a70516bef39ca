package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankAgreementTest {
    private static RankAgreement of(double[] ours, double... theirs) {
        List<Map<Long, Double>> found = java.util.Arrays.stream(ours)
                .mapToObj(figure -> Map.of(1L, figure))
                .toList();
        return RankAgreement.of(found, theirs, 0.95).orElseThrow();
    }

    /** Of ten pairs three stand the other way round: (7 - 3) / 10; R: {@code cor(1:5, c(3, 1, 2, 5, 4), method = "kendall")}. */
    @Test
    void countsPairsInTheSameOrder() {
        RankAgreement agreement = of(new double[] {1, 2, 3, 4, 5}, 3, 1, 2, 5, 4);
        assertThat(agreement.tau()).isCloseTo(0.4, within(1e-12));
        assertThat(agreement.inverted())
                .containsExactly(
                        new RankAgreement.RankedPair(2, 0),
                        new RankAgreement.RankedPair(1, 0),
                        new RankAgreement.RankedPair(4, 3));
        assertThat(agreement.interval()).as("one seed").isEmpty();
    }

    /** Five of six pairs, one level in ours: 5 / sqrt(5 * 6). */
    @Test
    void leavesLevelRowsOutOfTheScale() {
        assertThat(of(new double[] {1, 2, 2, 3}, 1, 2, 3, 4).tau()).isCloseTo(5 / Math.sqrt(30), within(1e-12));
        assertThat(RankAgreement.of(List.of(Map.of(1L, 1.0), Map.of(1L, 2.0)), new double[] {7, 7}, 0.95))
                .isEmpty();
    }

    /** Two seeds, each drawn twice in one case of four: order 1 2 3 with seed 1, 3 2 1 with seed 2, level means of both. */
    @Test
    void theIntervalIsOfSeeds() {
        List<Map<Long, Double>> found =
                List.of(Map.of(1L, 1.0, 2L, 3.2), Map.of(1L, 2.0, 2L, 2.1), Map.of(1L, 3.0, 2L, 1.1));
        RankAgreement agreement =
                RankAgreement.of(found, new double[] {1, 2, 3}, 0.95).orElseThrow();
        assertThat(agreement.interval().orElseThrow()).isEqualTo(new Interval(-1, 1));
        List<Map<Long, Double>> steady = List.of(Map.of(1L, 1.0, 2L, 1.2), Map.of(1L, 2.0, 2L, 2.1), Map.of(2L, 3.0));
        assertThat(RankAgreement.of(steady, new double[] {1, 2, 3}, 0.95)
                        .orElseThrow()
                        .interval()
                        .orElseThrow())
                .isEqualTo(new Interval(1, 1));
    }
}
