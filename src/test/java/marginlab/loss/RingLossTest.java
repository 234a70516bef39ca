package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RingLossTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Ring");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double radius = 0;
        for (int i = 0; i < batch.size(); i++) {
            radius += frozen.norm(i) / batch.size();
        }
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            sum += Math.pow(batch.norm(i) - radius, 2) / 2;
        }
        return sum / batch.size();
    }

    /** R is the first batch's mean, 20.2166..., and what has been learned on it: the mean of lengths 5, 20 and 120 is 48.33. */
    @ParameterizedTest
    @MethodSource("engines")
    void keepsTheRadiusOfTheFirstBatch(String engine) {
        SteppedLoss steps = new SteppedLoss(engine, "Ring", 64);

        assertThat(steps.step(new float[][] {{3, 4}, {0, 20}, {96, 72}}, 0, 1, 2)
                        .value())
                .isCloseTo(1302.7777777777776, within(1e-2));
        SteppedLoss.Step second = steps.step(new float[][] {{3, 4}}, 0);
        assertThat(second.value()).isCloseTo(Math.pow(5 - 145.0 / 3, 2) / 2, within(1e-2));
        assertThat(second.numbers().get("Ring.R")).isCloseTo(145.0 / 3 - 5, within(1e-3));
        steps.close();
    }
}
