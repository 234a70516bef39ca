package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModeratedDifferencesTest {
    private static final Summary QUIET = new Summary(List.of(0.0001, -0.0001, 0.0, 0.0002, -0.0002, 0.0));
    private static final Summary NOISY = new Summary(List.of(0.03, -0.02, 0.01, -0.03, 0.02, -0.01));

    /** s^2 = 2e-8, half width t(5) s / sqrt(6) = 2.5706 * 1.4142e-4 / 2.4495. */
    @Test
    void leavesAQuietRowItsOwnNoiseBesideANoisyOne() {
        ModeratedDifferences differences = new ModeratedDifferences(List.of(QUIET, NOISY));
        assertThat(differences.interval(QUIET, 0.95).orElseThrow().halfWidth()).isCloseTo(1.4841e-4, within(1e-8));
        assertThat(differences.interval(NOISY, 0.95).orElseThrow().halfWidth()).isGreaterThan(0.02);
    }

    @Test
    void pairsOfLikeRowsShareTheirNoise() {
        List<Summary> rows = List.of(new Summary(List.of(-0.031, -0.021)), new Summary(List.of(0.0, 0.01)));
        assertThat(new ModeratedDifferences(rows).interval(rows.get(0), 0.95))
                .isEqualTo(new PooledDifferences(rows).interval(rows.get(0), 0.95));
    }

    @Test
    void hasNoNoiseWhereNothingMoved() {
        Summary same = new Summary(List.of(0.0, 0.0));
        ModeratedDifferences differences = new ModeratedDifferences(List.of(same, NOISY));
        assertThat(differences.interval(same, 0.95)).contains(new Interval(0, 0));
        assertThat(new ModeratedDifferences(List.of(new Summary(List.of(0.01))))
                        .interval(new Summary(List.of(0.01)), 0.95))
                .isEmpty();
    }

    /** Eight rows of three seeds, half of them three times as noisy: an interval at 95 % misses a true zero about once in twenty. */
    @Test
    void holdsTheTrueDifferenceAsOftenAsItSays() {
        Random random = new Random(7);
        int missed = 0;
        int intervals = 0;
        for (int table = 0; table < 400; table++) {
            List<Summary> rows = new ArrayList<>();
            for (int row = 0; row < 8; row++) {
                double scatter = row < 4 ? 0.003 : 0.009;
                rows.add(new Summary(List.of(
                        scatter * random.nextGaussian(),
                        scatter * random.nextGaussian(),
                        scatter * random.nextGaussian())));
            }
            ModeratedDifferences differences = new ModeratedDifferences(rows);
            for (Summary row : rows) {
                missed += differences.interval(row, 0.95).orElseThrow().contains(0) ? 0 : 1;
                intervals++;
            }
        }
        assertThat((double) missed / intervals).isBetween(0.02, 0.075);
    }
}
