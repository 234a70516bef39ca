package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignPowerTest {
    private static DesignPower of(double deviation, int rows, int seeds) {
        return DesignPower.of(List.of(new DesignPower.Noise("lfw", deviation)), rows, seeds, 0.005)
                .get(0);
    }

    /** R: {@code power.t.test(n = 10, sd = sqrt(2) * .01, type = "paired", power = .8)$delta}, and with 40; noise is estimated. */
    @ParameterizedTest
    @CsvSource({"10, 0.01409075", "40, 0.0063984062"})
    void ofTwoRowsIsThatOfThePairedTTest(int seeds, double expected) {
        assertThat(of(0.01, 2, seeds).detectable().orElseThrow()).isCloseTo(expected, within(0.25 * expected));
    }

    @Test
    void growsWithTheNoise() {
        DesignPower quiet = of(0.005, 6, 3);
        DesignPower noisy = of(0.01, 6, 3);
        assertThat(noisy.detectable().orElseThrow())
                .isCloseTo(2 * quiet.detectable().orElseThrow(), within(1e-9));
        assertThat(noisy.seedsNeeded().orElseThrow())
                .isGreaterThan(3 * quiet.seedsNeeded().orElseThrow());
    }

    @Test
    void findsMoreWithMoreSeedsAndLessAmongMoreRows() {
        assertThat(of(0.01, 6, 10).detectable().orElseThrow())
                .isLessThan(of(0.01, 6, 3).detectable().orElseThrow());
        assertThat(of(0.01, 22, 10).detectable().orElseThrow())
                .isGreaterThan(of(0.01, 2, 10).detectable().orElseThrow());
    }

    @Test
    void oneSeedFindsNothing() {
        assertThat(of(0.01, 6, 1).detectable()).isEmpty();
        assertThat(of(0.01, 6, 1).seedsNeeded()).isPresent();
    }
}
