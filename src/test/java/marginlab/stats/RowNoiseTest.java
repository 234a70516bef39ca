package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against R: {@code limma::squeezeVar}, {@code lm}, {@code t.test}, and formulas written out. */
class RowNoiseTest {
    private static final double TINY = 1e-9;

    /** {@code squeezeVar(c(0.5, 2.1, 0.9, 4.0, 1.2, 0.3, 7.5, 1.1), df = 3)} of limma 3.54. */
    @Test
    void priorIsThatOfLimma() {
        double[] variances = {0.5, 2.1, 0.9, 4.0, 1.2, 0.3, 7.5, 1.1};
        VariancePrior prior = VariancePrior.of(variances, new double[] {3, 3, 3, 3, 3, 3, 3, 3}, 0);
        assertThat(prior.freedom()).isCloseTo(12.2525903933775, within(1e-6));
        assertThat(prior.variance()).isCloseTo(1.79935986339837, within(1e-8));
        assertThat(prior.moderated(0.5, 3)).isCloseTo(1.54379149831019, within(1e-8));
        assertThat(prior.moderated(7.5, 3)).isCloseTo(2.92060681022717, within(1e-8));
    }

    /** {@code squeezeVar(c(0.2, 2.1, 0.9, 8.0, 1.2), df = c(2, 2, 4, 2, 3))}. */
    @Test
    void priorOfUnequalFreedomsIsThatOfLimma() {
        VariancePrior prior = VariancePrior.of(new double[] {0.2, 2.1, 0.9, 8.0, 1.2}, new double[] {2, 2, 4, 2, 3}, 0);
        assertThat(prior.freedom()).isCloseTo(4.38090011953369, within(1e-6));
        assertThat(prior.variance()).isCloseTo(1.62690210830417, within(1e-8));
        assertThat(prior.moderated(0.9, 4)).isCloseTo(1.27996939323222, within(1e-8));
    }

    /** {@code squeezeVar(c(0.9, 1.1, 1.0, 1.2, 0.95), df = c(2, 2, 4, 2, 3))}: less scatter than chance has. */
    @Test
    void priorOfRowsThatAgreeIsTheirMean() {
        VariancePrior prior =
                VariancePrior.of(new double[] {0.9, 1.1, 1.0, 1.2, 0.95}, new double[] {2, 2, 4, 2, 3}, 0);
        assertThat(prior.freedom()).isInfinite();
        assertThat(prior.variance()).isCloseTo(1.03, within(TINY));
    }

    /** Four rows, three seeds, two cells missing: {@code numpy.linalg.lstsq} on indicators. */
    @Test
    void scatterIsWhatRowsAndSeedsDoNotExplain() {
        AdditiveFit fit = new AdditiveFit(List.of(
                Map.of(1L, 0.90, 2L, 0.88, 3L, 0.91),
                Map.of(1L, 0.915, 2L, 0.90, 3L, 0.918),
                Map.of(1L, 0.89, 3L, 0.905),
                Map.of(2L, 0.86, 3L, 0.90)));
        assertThat(fit.freedom()).isCloseTo(4, within(TINY));
        assertThat(Math.sqrt(fit.variance())).isCloseTo(0.005773502691896273, within(1e-12));
    }

    /** Grubbs' estimators: {@code (S(r) - sum S / (R (R - 1))) R / (R - 2)} with {@code S(r) = sum e^2 / (n - 1)}. */
    @Test
    void variancesOfACompleteColumnAreGrubbs() {
        double[][] y = {{0.9, 0.88, 0.91}, {0.915, 0.9, 0.918}, {0.89, 0.93, 0.905}, {0.86, 0.9, 0.87}};
        double[] squares = new double[4];
        double grand = 0;
        for (double[] row : y) {
            grand += (row[0] + row[1] + row[2]) / 12;
        }
        double sum = 0;
        for (int r = 0; r < 4; r++) {
            for (int k = 0; k < 3; k++) {
                double row = (y[r][0] + y[r][1] + y[r][2]) / 3;
                double seed = (y[0][k] + y[1][k] + y[2][k] + y[3][k]) / 4;
                squares[r] += Math.pow(y[r][k] - row - seed + grand, 2) / 2;
            }
            sum += squares[r];
        }
        double[] variances = new AdditiveFit(List.of(row(y[0]), row(y[1]), row(y[2]), row(y[3]))).variances();
        for (int r = 0; r < 4; r++) {
            assertThat(variances[r]).isCloseTo((squares[r] - sum / 12) * 2, within(1e-12));
        }
    }

    /** With two rows it is the paired t-test, whose value SciPy gave. */
    @Test
    void noiseOfTwoRowsIsThatOfTheirDifferences() {
        RowNoise noise = new RowNoise(List.of(List.of(
                Map.of(1L, 0.512, 2L, 0.596, 3L, 0.721, 4L, 0.809, 5L, 0.915),
                Map.of(1L, 0.5, 2L, 0.6, 3L, 0.7, 4L, 0.8, 5L, 0.9))));
        Summary differences = new Summary(List.of(0.012, -0.004, 0.021, 0.009, 0.015));
        assertThat(noise.p(0, 0, 1, differences).orElseThrow()).isCloseTo(0.06320877777033661, within(1e-10));
        assertThat(noise.freedom(0, 0, 1)).isCloseTo(4, within(TINY));
    }

    @Test
    void noiseSaysNothingWhereNothingIsRepeated() {
        RowNoise apart = new RowNoise(List.of(List.of(Map.of(1L, 0.9), Map.of(2L, 0.8), Map.of())));
        assertThat(apart.freedom(0, 0, 1)).isZero();
        assertThat(apart.interval(0, 0, 1, new Summary(List.of(0.1)), 0.95)).isEmpty();
        assertThat(apart.p(0, 0, 1, new Summary(List.of(0.1)))).isEmpty();
        assertThat(apart.detectable(0, 0, 1, 1, 0.95, 0.8)).isEmpty();
        // Equal differences that are not equal doubles.
        RowNoise even = new RowNoise(List.of(List.of(Map.of(1L, 0.9, 2L, 0.8), Map.of(1L, 0.8, 2L, 0.7))));
        assertThat(even.p(0, 0, 1, new Summary(List.of(0.1, 0.1)))).isEmpty();
    }

    @Test
    void aNoisyRowDoesNotBorrowAQuietOnesPrecision() {
        List<Map<Long, Double>> column = List.of(
                row(0.900, 0.902, 0.899, 0.901, 0.900, 0.903),
                row(0.911, 0.912, 0.910, 0.913, 0.909, 0.914),
                row(0.905, 0.907, 0.904, 0.905, 0.906, 0.908),
                row(0.920, 0.860, 0.950, 0.880, 0.930, 0.890));
        RowNoise noise = new RowNoise(List.of(column));

        double quiet = noise.standardError(0, 1, 0, 6);
        double noisy = noise.standardError(0, 3, 0, 6);

        assertThat(noisy).isGreaterThan(3 * quiet);
        assertThat(quiet).isLessThan(Math.sqrt(2 * new AdditiveFit(column).variance() / 6) / 2);
    }

    @Test
    void rowsWithoutFiguresAndColumnsWithoutRepeatsChangeNothing() {
        List<Map<Long, Double>> column =
                List.of(row(0.90, 0.88, 0.91), row(0.915, 0.9, 0.918), row(0.89, 0.87, 0.905), Map.of());
        List<Map<Long, Double>> once = List.of(Map.of(1L, 0.5), Map.of(1L, 0.6), Map.of(1L, 0.7), Map.of());

        double alone = new RowNoise(List.of(column.subList(0, 3))).standardError(0, 1, 0, 3);

        assertThat(new RowNoise(List.of(column, once)).standardError(0, 1, 0, 3))
                .isCloseTo(alone, within(TINY));
    }

    private static Map<Long, Double> row(double... figures) {
        Map<Long, Double> row = new TreeMap<>();
        for (int k = 0; k < figures.length; k++) {
            row.put((long) k, figures[k]);
        }
        return row;
    }
}
