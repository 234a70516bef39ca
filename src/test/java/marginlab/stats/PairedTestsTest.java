package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against SciPy 1.17, to twelve digits where its method is the same. */
class PairedTestsTest {
    private static final double TINY = 1e-12;
    private static final PairedSeeds FIVE = new PairedSeeds(List.of(0.012, -0.004, 0.021, 0.009, 0.015));

    /** {@code ttest_1samp(d, 0)} and {@code t.interval(0.95, 4, mean, sem)}. */
    @Test
    void pairedTAgreesWithSciPy() {
        assertThat(FIVE.p().orElseThrow()).isCloseTo(0.06320877777033661, within(TINY));
        Interval interval = FIVE.interval(0.95).orElseThrow();
        assertThat(interval.low()).isCloseTo(-0.0009347845453121194, within(1e-10));
        assertThat(interval.high()).isCloseTo(0.02213478454531212, within(1e-10));
    }

    @Test
    void pairedTSaysNothingOfOneSeedOrOfEqualDifferences() {
        assertThat(new PairedSeeds(List.of(0.01)).p()).isEmpty();
        assertThat(new PairedSeeds(List.of(0.01, 0.01)).p()).isEmpty();
        // One tenth twice, but not the same double.
        assertThat(new PairedSeeds(List.of(0.9 - 0.8, 0.8 - 0.7)).p()).isEmpty();
    }

    /** {@code wilcoxon(x, mode="exact")}; the last by all 128 signs, with ties. */
    @ParameterizedTest
    @CsvSource({
        "0.012 -0.004 0.021 0.009 0.015, 0.125",
        "1 2 3 4 5, 0.0625",
        "-1 2 3 -4 5 6 7 8, 0.078125",
        "3 -1 4 1.5 -5 9 2 6 5.5 -3.5, 0.16015625",
        "1 1 -2 3 3 -1 4, 0.21875",
        "0 0 2, 1"
    })
    void wilcoxonAgreesWithSciPy(String differences, double p) {
        double[] values = DoubleStream.of(java.util.Arrays.stream(differences.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray();
        assertThat(WilcoxonTest.p(values).orElseThrow()).isCloseTo(p, within(TINY));
    }

    /** Five differences are left, of one sign: 2 / 2^5. */
    @Test
    void wilcoxonTakesTheRoundingOfASumForZero() {
        double rounding = 0.1 + 0.2 - 0.3;
        assertThat(WilcoxonTest.p(new double[] {1, 2, 3, 4, 5, rounding}).orElseThrow())
                .isCloseTo(0.0625, within(TINY));
    }

    @Test
    void wilcoxonOfFiveSeedsCannotGoBelowOneSixteenth() {
        assertThat(WilcoxonTest.smallest(5)).isEqualTo(0.0625);
        assertThat(WilcoxonTest.p(new double[] {0, 0})).isEmpty();
    }

    /** {@code binomtest(min(b, c), b + c, 0.5).pvalue}. */
    @ParameterizedTest
    @CsvSource({
        "10, 25, 0.016673847800120715",
        "0, 6, 0.03125",
        "5, 5, 1",
        "1, 2, 1",
        "40, 73, 0.0024558111031850564",
        "0, 0, 1"
    })
    void signsOfOnesAreMcNemarsTestOfSciPy(int wins, int losses, double p) {
        assertThat(SignFlipTest.p(new int[] {0, wins + losses}, Math.abs(wins - losses)))
                .isCloseTo(p, within(TINY));
    }

    /** 600 pairs, 10 won and 25 lost: {@code norm.interval(0.95, mean, std / sqrt(600))}. */
    @Test
    void decisionsOfOneSeedAreMcNemars() {
        boolean[] ours = new boolean[600];
        boolean[] theirs = new boolean[600];
        java.util.Arrays.fill(ours, 0, 10, true);
        java.util.Arrays.fill(theirs, 10, 35, true);
        PairedDecisions decisions = PairedDecisions.of(List.of(ours), List.of(theirs));
        assertThat(decisions.wins()).isEqualTo(10);
        assertThat(decisions.losses()).isEqualTo(25);
        assertThat(decisions.p()).isCloseTo(0.016673847800120715, within(TINY));
        assertThat(decisions.mean()).isCloseTo(-0.025, within(TINY));
        assertThat(decisions.interval(0.95).low()).isCloseTo(-0.04423773533847142, within(1e-9));
        assertThat(decisions.interval(0.95).high()).isCloseTo(-0.0057622646615285815, within(1e-9));
    }

    /** Two seeds, four pairs: differences by hand 1, 0, -1/2, 1/2. */
    @Test
    void decisionsOfSeveralSeedsAreAveragedByPair() {
        List<boolean[]> ours =
                List.of(new boolean[] {true, true, false, true}, new boolean[] {true, false, false, true});
        List<boolean[]> theirs =
                List.of(new boolean[] {false, true, true, true}, new boolean[] {false, false, false, false});
        PairedDecisions decisions = PairedDecisions.of(ours, theirs);
        assertThat(decisions.wins()).isEqualTo(2);
        assertThat(decisions.losses()).isEqualTo(1);
        assertThat(decisions.mean()).isEqualTo(0.25);
        assertThat(decisions.deviation()).isCloseTo(Math.sqrt(1.25 / 3), within(TINY));
    }

    /** Thirty pairs are won with one seed of three, twelve lost with all: 30 - 36; p by every sum of signs, in Python. */
    @Test
    void decisionsOfSeveralSeedsAreTestedByTheirMean() {
        boolean[] right = new boolean[100];
        boolean[] one = new boolean[100];
        boolean[] wrong = new boolean[100];
        java.util.Arrays.fill(right, 0, 12, true);
        java.util.Arrays.fill(one, 12, 42, true);
        PairedDecisions decisions = PairedDecisions.of(List.of(one, wrong, wrong), List.of(right, right, right));
        assertThat(decisions.wins()).isEqualTo(30);
        assertThat(decisions.losses()).isEqualTo(12);
        assertThat(decisions.mean()).isCloseTo(-0.02, within(TINY));
        assertThat(decisions.p()).isCloseTo(0.6739027584872019, within(TINY));
    }

    @Test
    void decisionsThatBalanceAreNoFinding() {
        PairedDecisions decisions = PairedDecisions.of(
                List.of(new boolean[] {true, true, false}, new boolean[] {false, false, false}),
                List.of(new boolean[] {false, false, true}, new boolean[] {false, false, true}));
        assertThat(decisions.mean()).isZero();
        assertThat(decisions.p()).isEqualTo(1);
    }

    /** By hand: 4 * 0.005, 3 * 0.01, then 2 * 0.03, which the last one may not fall below. */
    @Test
    void holmKeepsTheOrder() {
        assertThat(HolmCorrection.adjust(List.of(0.01, 0.04, 0.03, 0.005)))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(TINY));
        assertThat(HolmCorrection.adjust(List.of(0.7, 0.8))).containsExactly(1, 1);
    }

    /** Where {@code nct.sf(t.ppf(.975, f), f, D / e) + nct.cdf(-t.ppf(.975, f), f, D / e)} is 0.8. */
    @ParameterizedTest
    @CsvSource({"3, 2, 0.03264043549699", "5, 4, 0.01681996965955", "3, 20, 0.01700566001987"})
    void detectableDifferenceIsTheNonCentralOne(int n, int freedom, double difference) {
        assertThat(DetectableDifference.difference(0.01 / Math.sqrt(n), freedom, 0.95, 0.8))
                .isCloseTo(difference, within(1e-9));
    }

    /** NumPy, with {@code t.ppf(.975, 3)}. */
    @Test
    void pooledIntervalsShareTheirScatter() {
        List<Summary> rows = List.of(
                new Summary(List.of(0.01, 0.02)),
                new Summary(List.of(-0.005, 0.004)),
                new Summary(List.of(0.0, 0.006)));
        PooledDifferences pooled = new PooledDifferences(rows);
        Interval first = pooled.interval(rows.get(0), 0.95).orElseThrow();
        assertThat(first.low()).isCloseTo(0.00146680533692241, within(1e-9));
        assertThat(first.high()).isCloseTo(0.02853319466307759, within(1e-9));
        assertThat(new PooledDifferences(List.of(new Summary(List.of(0.1)))).interval(rows.get(0), 0.95))
                .isEmpty();
    }

    @Test
    void noiseFloorIsTheDeviationOfOneRun() {
        NoiseFloor floor = new NoiseFloor(List.of(0.002, -0.004));
        assertThat(floor.deviation()).isCloseTo(Math.sqrt(2e-5 / 4), within(TINY));
        assertThat(floor.largest()).isEqualTo(0.004);
        assertThat(floor.mean()).isCloseTo(0.003, within(TINY));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoiseFloor(List.of()));
    }
}
