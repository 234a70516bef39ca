package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "-0.03, -0.011, REGRESSED",
        "-0.03, -0.009, INCONCLUSIVE",
        "-0.01, 0.02, PASSED",
        "0, 0, PASSED",
        "-0.02, 0.02, INCONCLUSIVE"
    })
    void readsTheInterval(double low, double high, Verdict verdict) {
        assertThat(Verdict.of(new Interval(low, high), 0.01)).isEqualTo(verdict);
    }

    @Test
    void sameFiguresPassWithoutATolerance() {
        assertThat(Verdict.of(new Interval(0, 0), 0)).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @CsvSource({"PASSED, 0", "REGRESSED, 3", "INCONCLUSIVE, 4", "INCOMPLETE, 5", "NOT_COMPARABLE, 6"})
    void hasThePublishedExitCode(Verdict verdict, int code) {
        assertThat(verdict.exitCode()).isEqualTo(code);
    }

    @Test
    void keepsTheGraver() {
        assertThat(Verdict.PASSED.and(Verdict.INCONCLUSIVE)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Verdict.REGRESSED.and(Verdict.INCOMPLETE)).isEqualTo(Verdict.REGRESSED);
        assertThat(Verdict.NOT_COMPARABLE.and(Verdict.REGRESSED)).isEqualTo(Verdict.NOT_COMPARABLE);
    }
}
