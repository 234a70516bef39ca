package marginlab.report.gate;

import static org.assertj.core.api.Assertions.assertThat;

import marginlab.stats.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "-0.03, -0.011, REGRESSED",
        "-0.03, -0.009, INCONCLUSIVE",
        "-0.01, 0.02, PASSED",
        "0, 0, PASSED",
        "-0.02, 0.02, INCONCLUSIVE"
    })
    void readsTheInterval(double low, double high, GateVerdict verdict) {
        assertThat(GateVerdict.of(new Interval(low, high), 0.01)).isEqualTo(verdict);
    }

    @Test
    void sameFiguresPassWithoutATolerance() {
        assertThat(GateVerdict.of(new Interval(0, 0), 0)).isEqualTo(GateVerdict.PASSED);
    }

    @ParameterizedTest
    @CsvSource({"PASSED, 0", "REGRESSED, 3", "INCONCLUSIVE, 4", "INCOMPLETE, 5", "NOT_COMPARABLE, 6"})
    void hasThePublishedExitCode(GateVerdict verdict, int code) {
        assertThat(verdict.exitCode()).isEqualTo(code);
    }

    @Test
    void keepsTheGraver() {
        assertThat(GateVerdict.PASSED.and(GateVerdict.INCONCLUSIVE)).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(GateVerdict.REGRESSED.and(GateVerdict.INCOMPLETE)).isEqualTo(GateVerdict.REGRESSED);
        assertThat(GateVerdict.NOT_COMPARABLE.and(GateVerdict.REGRESSED)).isEqualTo(GateVerdict.NOT_COMPARABLE);
    }
}
