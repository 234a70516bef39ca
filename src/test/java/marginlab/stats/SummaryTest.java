package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final double TINY = 1e-12;

    /** SciPy: {@code t.interval(0.95, 2, loc=mean(x), scale=sem(x))}. */
    @Test
    void agreesWithSciPy() {
        Summary summary = new Summary(List.of(0.889, 0.860, 0.889));
        assertThat(summary.mean()).isCloseTo(0.8793333333333333, within(TINY));
        assertThat(summary.deviation().orElseThrow()).isCloseTo(0.016743157806499163, within(TINY));
        Interval interval = summary.interval(0.95).orElseThrow();
        assertThat(interval.low()).isCloseTo(0.8377410236124218, within(1e-10));
        assertThat(interval.high()).isCloseTo(0.9209256430542448, within(1e-10));
    }

    @Test
    void hasNoSpreadForOneReplicate() {
        Summary summary = new Summary(List.of(0.9));
        assertThat(summary.mean()).isEqualTo(0.9);
        assertThat(summary.deviation()).isEmpty();
        assertThat(summary.interval(0.95)).isEmpty();
    }

    @Test
    void keepsDigitsOfFiguresThatHardlyDiffer() {
        Summary summary = new Summary(List.of(1e9 + 1, 1e9 + 2, 1e9 + 3));
        assertThat(summary.deviation().orElseThrow()).isEqualTo(1);
    }

    @Test
    void refusesNothingAndNaN() {
        assertThatThrownBy(() -> new Summary(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Summary(List.of(Double.NaN))).isInstanceOf(IllegalArgumentException.class);
    }
}
