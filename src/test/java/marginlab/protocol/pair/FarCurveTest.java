package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FarCurveTest {
    private static final double[] RATES = {0, 0, 0, .1, .1, .3, .3, 1};
    private static final double[] THRESHOLDS = {0, .1, .2, .3, .4, .5, .6, .7};

    @ParameterizedTest
    @CsvSource({"0, .2", ".05, .25", ".1, .4", ".2, .45", ".3, .6", ".5, .6285714286", "1, .7"})
    void startsAtTheLastPointOfAPlateau(double target, double threshold) {
        assertThat(threshold(RATES, THRESHOLDS, target)).isCloseTo(threshold, within(1e-10));
    }

    @Test
    void isZeroWhenNoRateReachesTheTarget() {
        assertThat(threshold(new double[] {0, .1}, new double[] {0, 1}, .2)).isZero();
    }

    @Test
    void isZeroOnAPlateauThatEndsAtTheTarget() {
        // SciPy's BSpline(r_[x[0], x, x[-1]], y, 1) gives the same.
        double[] thresholds = {0, .1, .2, .3, .4, .5};
        assertThat(threshold(new double[] {0, 0, .1, .2, .2, .2}, thresholds, .2))
                .isZero();
        assertThat(threshold(new double[] {0, 0, .1, .15, .18, .2}, thresholds, .2))
                .isEqualTo(.5);
    }

    private static double threshold(double[] rates, double[] thresholds, double target) {
        return FarCurve.threshold(i -> rates[i], thresholds, target);
    }
}
