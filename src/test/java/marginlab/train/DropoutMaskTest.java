package marginlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DropoutMaskTest {
    private static final int SIZE = 100_000;

    @Test
    void dropsItsShareAndKeepsTheMean() {
        int dropped = 0;
        double sum = 0;
        for (float value : new DropoutMask(1, 0.4).values(0, SIZE)) {
            dropped += value == 0 ? 1 : 0;
            sum += value;
        }

        assertThat(dropped / (double) SIZE).isCloseTo(0.4, within(0.01));
        assertThat(sum / SIZE).isCloseTo(1, within(0.02));
    }

    @Test
    void aStepHasItsMaskWhateverWasAskedForBefore() {
        DropoutMask inOrder = new DropoutMask(1, 0.4);
        float[] zero = inOrder.values(0, SIZE);
        float[] one = inOrder.values(1, SIZE);
        DropoutMask other = new DropoutMask(1, 0.4);

        assertThat(other.values(1, SIZE)).isEqualTo(one).isNotEqualTo(zero);
        assertThat(other.values(1, SIZE)).isEqualTo(one);
        assertThat(other.values(2, 10)).hasSize(10);
        assertThat(other.values(3, SIZE)).hasSize(SIZE);
        assertThat(other.values(0, SIZE)).isEqualTo(zero);
        assertThat(new DropoutMask(2, 0.4).values(0, SIZE)).isNotEqualTo(zero);
    }
}
