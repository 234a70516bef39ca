package marginlab.run.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.protocol.pair.PairScores;
import org.junit.jupiter.api.Test;

class FormComparisonTest {
    private static final ImageForm FORM = new ImageForm(InputSize.USUAL, PixelScale.BYTES, ColourOrder.RGB);
    private static final int PAIRS = 400;

    @Test
    void isSureWhereBothTheOrderOfThePairsAndTheirDistancesAreBetter() {
        FormComparison comparison = FormComparison.of(trial(0.5, 2.0, 0.3, 0), trial(0.9, 1.4, 0.6, 0));

        assertThat(comparison.sure()).isEqualTo(1);
        assertThat(comparison.isDecided()).isTrue();
    }

    /** As colour orders of a good network: nearly all pairs lie further apart, but a few stand on the wrong side. */
    @Test
    void isNotSureWhereTheDistancesSayOneThingAndTheAreaAnother() {
        FormComparison comparison = FormComparison.of(trial(0.5, 2.2, 0.1, 4), trial(0.6, 1.9, 0.45, 0));

        assertThat(comparison.further()).isGreaterThan(0.95);
        assertThat(comparison.larger()).isLessThan(0.05);
        assertThat(comparison.sure()).isLessThan(0.05);
        assertThat(comparison.isDecided()).isFalse();
    }

    @Test
    void letsTheDistancesDecideWherePairsAreTooEasyForTheirOrderToTell() {
        FormComparison comparison = FormComparison.of(trial(0.2, 2.4, 0.1, 0), trial(0.4, 2.0, 0.1, 0));

        assertThat(comparison.larger()).isEqualTo(0.5);
        assertThat(comparison.sure()).isEqualTo(1);
    }

    @Test
    void isHalfSureOfEquals() {
        FormTrial one = trial(0.5, 2.0, 0.3, 0);
        FormComparison comparison = FormComparison.of(one, one);

        assertThat(comparison.sure()).isEqualTo(0.5);
        assertThat(comparison.isEqual()).isTrue();
    }

    @Test
    void givesBothWaysOfAComparisonTheSameResamples() {
        FormTrial one = trial(0.5, 1.2, 0.5, 0);
        FormTrial other = trial(0.6, 1.2, 0.5, 0);
        FormComparison forth = FormComparison.of(one, other);
        FormComparison back = FormComparison.of(other, one);

        assertThat(forth.larger() + back.larger()).isCloseTo(1, within(1e-9));
        assertThat(forth.further() + back.further()).isCloseTo(1, within(1e-9));
        assertThat(forth.difference()).isEqualTo(back.difference()).isCloseTo(0.05, within(1e-9));
    }

    /**
     * Genuine and impostor pairs spread evenly around a distance.
     *
     * @param wrong genuine pairs that lie as far apart as two people
     */
    private static FormTrial trial(double genuine, double impostor, double spread, int wrong) {
        double[] distances = new double[PAIRS];
        boolean[] same = new boolean[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            same[i] = i % 2 == 0;
            double middle = same[i] && i / 2 >= wrong ? genuine : impostor;
            distances[i] = middle + spread * ((i * 61 % 101) / 50.0 - 1);
        }
        return new FormTrial(FORM, false, new PairScores(distances, Arrays.copyOf(same, PAIRS)), 0, 0, 1);
    }
}
