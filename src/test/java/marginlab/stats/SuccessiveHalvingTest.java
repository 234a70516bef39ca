package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import marginlab.stats.SuccessiveHalving.Rung;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {
    /** 8 x 2 + 4 x 4 + 2 x 8 + 1 x 16 = 64 epochs, which are four trainings of 16; a ninth point would cost two more. */
    @Test
    void halvesTheEpochsThriceWhereTheyAreTrainedAnew() {
        SuccessiveHalving design = SuccessiveHalving.of(4, 16, false).orElseThrow();

        assertThat(design.rungs()).containsExactly(new Rung(8, 2), new Rung(4, 4), new Rung(2, 8), new Rung(1, 16));
        assertThat(design.trainings()).isEqualTo(4);
    }

    /** 12 x 2 + 6 x 2 + 3 x 4 + 1 x 8 = 56 epochs, and 13 points cost 58 of 60; 14 cost 14 x 2 + 7 x 2 + 3 x 4 + 8 = 62. */
    @Test
    void paysOnlyWhatIsLongerWhereItGoesOn() {
        SuccessiveHalving design = SuccessiveHalving.of(60 / 16.0, 16, true).orElseThrow();

        assertThat(design.rungs()).containsExactly(new Rung(13, 2), new Rung(6, 4), new Rung(3, 8), new Rung(1, 16));
        assertThat(design.trainings()).isCloseTo(58 / 16.0, within(1e-12));
    }

    /** 5 epochs can be halved twice, to 2.5 and 1.25, which are 2 and 1 whole ones: 5 x 1 + 2 x 2 + 1 x 5 = 14 of 15 epochs. */
    @Test
    void trainsWholeEpochs() {
        assertThat(SuccessiveHalving.of(2, 5, false).orElseThrow().rungs())
                .containsExactly(new Rung(2, 2), new Rung(1, 5));
        assertThat(SuccessiveHalving.of(3, 5, false).orElseThrow().rungs())
                .containsExactly(new Rung(5, 1), new Rung(2, 2), new Rung(1, 5));
    }

    @Test
    void refusesWhatDoesNotPayForOneHalving() {
        assertThat(SuccessiveHalving.least(16, false)).isEqualTo(2);
        assertThat(SuccessiveHalving.least(16, true)).isEqualTo(1.5);
        assertThat(SuccessiveHalving.of(1.9, 16, false)).isEmpty();
        assertThat(SuccessiveHalving.of(1.9, 16, true)).isPresent();
        assertThat(SuccessiveHalving.of(1.4, 16, true)).isEmpty();
        assertThat(SuccessiveHalving.of(100, 1, false)).isEmpty();
    }
}
