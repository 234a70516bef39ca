package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Against R's mvtnorm 1.1: {@code R <- function(l) {m <- outer(l, l); diag(m) <- 1; m}} and {@code 1 - pmvt(rep(-t, m), rep(t, m),
 * df = f, corr = R(l), algorithm = GenzBretz(maxpts = 2e7, abseps = 1e-9))}.
 */
class DunnettDistributionTest {
    private static final double[] MIXED = {0.3, 0.5, 0.6, 0.8, 0.9};

    private static double[] equal(int rows) {
        double[] loadings = new double[rows];
        Arrays.fill(loadings, Math.sqrt(0.5));
        return loadings;
    }

    private static DunnettDistribution of(double[]... groups) {
        return new DunnettDistribution(List.of(groups));
    }

    @Test
    void pValuesAreThoseOfMvtnorm() {
        assertThat(of(equal(5)).p(2.5, 12)).isCloseTo(0.1000257347, within(2e-6));
        assertThat(of(MIXED).p(-3, 7)).isCloseTo(0.0722250513, within(2e-6));
        assertThat(of(new double[] {0.2, 0.95}).p(4, 2)).isCloseTo(0.09187580673, within(2e-5));
        assertThat(of(equal(20)).p(3.2, 100)).isCloseTo(0.02616952111, within(2e-6));
    }

    @Test
    void groupsAreIndependent() {
        double one = 1 - of(MIXED).p(2.8, 9);
        double other = 1 - of(equal(4)).p(2.8, 9);
        assertThat(of(MIXED, equal(4), MIXED).p(2.8, 9)).isCloseTo(1 - one * one * other, within(1e-12));
    }

    /** Dunnett (1964), table II, two-sided 5 %: 5 rows, 12 degrees of freedom; 3 and 60; 1 and 10. */
    @Test
    void criticalValuesAreDunnetts() {
        assertThat(of(equal(5)).critical(0.95, 12)).isCloseTo(2.90, within(0.006));
        assertThat(of(equal(3)).critical(0.95, 60)).isCloseTo(2.41, within(0.006));
        assertThat(of(equal(1)).critical(0.95, 10)).isCloseTo(2.228, within(0.0006));
    }

    @Test
    void criticalValueHasThePValueOfItsLevel() {
        for (double freedom : new double[] {1, 1.4, 2, 6, 29.9, 30.1, 400}) {
            for (int rows : new int[] {1, 2, 21}) {
                DunnettDistribution largest = of(equal(rows), equal(rows), equal(rows));
                assertThat(largest.p(largest.critical(0.95, freedom), freedom))
                        .as(rows + " rows, " + freedom)
                        .isCloseTo(0.05, within(1e-4));
            }
        }
    }

    /** Both ways to integrate meet, and both lie between one comparison and Bonferroni's bound. */
    @Test
    void fewAndManyDegreesOfFreedomMeet() {
        DunnettDistribution largest = of(MIXED, MIXED);
        for (double t : new double[] {0.5, 1.7, 2.5, 4, 7}) {
            double few = largest.p(t, 29.9999);
            assertThat(few).isCloseTo(largest.p(t, 30), within(2e-5));
            assertThat(few).isBetween(StudentT.p(t, 30), Math.min(1, 10 * StudentT.p(t, 29.9)));
        }
    }
}
