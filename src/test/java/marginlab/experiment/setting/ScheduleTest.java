package marginlab.experiment.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    @Test
    void stepsDivideTheRate() {
        Schedule schedule = schedule(Schedule.RateCurve.STEPS, 1, Span.iterations(0));

        assertThat(schedule.rateAt(0, 10)).isEqualTo(0.1);
        assertThat(schedule.rateAt(199, 10)).isEqualTo(0.1);
        assertThat(schedule.rateAt(200, 10)).isEqualTo(0.01, within(1e-15));
        assertThat(schedule.rateAt(280, 10)).isEqualTo(0.001, within(1e-15));
        assertThat(schedule.steps(10)).isEqualTo(320);
    }

    @Test
    void warmUpRisesLinearlyAndCosineFallsToZero() {
        Schedule schedule = schedule(Schedule.RateCurve.COSINE, 1, Span.iterations(20));

        assertThat(schedule.rateAt(0, 10)).isEqualTo(0.005, within(1e-15));
        assertThat(schedule.rateAt(19, 10)).isEqualTo(0.1, within(1e-15));
        assertThat(schedule.rateAt(20, 10)).isEqualTo(0.1, within(1e-15));
        assertThat(schedule.rateAt(170, 10)).isEqualTo(0.05, within(1e-15));
        assertThat(schedule.rateAt(320, 10)).isZero();
    }

    @Test
    void polynomialFallsByItsPower() {
        Schedule schedule = schedule(Schedule.RateCurve.POLYNOMIAL, 2, Span.iterations(0));

        assertThat(schedule.rateAt(160, 10)).isEqualTo(0.025, within(1e-15));
        assertThat(schedule.rateAt(320, 10)).isZero();
    }

    private static Schedule schedule(Schedule.RateCurve curve, double power, Span warmUp) {
        return new Schedule(
                512,
                0.1,
                curve,
                List.of(Span.epochs(20), Span.epochs(28)),
                10,
                power,
                warmUp,
                Span.epochs(32),
                0.9,
                5e-4,
                0);
    }
}
