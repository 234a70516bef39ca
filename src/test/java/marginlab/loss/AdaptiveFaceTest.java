package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AdaptiveFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("AdaptiveFace(70, 0.35)", "AdaptiveFace(0.5, 0.9)");
    }

    /** Margins of their own within the bounds. */
    @Override
    SmallBatch batch(long seed, LossFactors factors) {
        SmallBatch random = SmallBatch.random(seed, factors);
        double[] bias = {0.05f, -0.2f, 0.02f, 0.04f, -0.1f, 0.03f};
        return new SmallBatch(random.embeddings(), random.centres(), bias, random.labels(), factors);
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        AdaptiveFace loss = (AdaptiveFace) term;
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int label = batch.labels()[i];
            double[] logits = batch.cosines(i);
            logits[label] -= margin(loss, batch, label);
            for (int j = 0; j < logits.length; j++) {
                logits[j] *= batch.factors().scale();
            }
            sum += SmallBatch.crossEntropy(logits, label);
        }
        double mean = 0;
        for (int j = 0; j < batch.classes(); j++) {
            mean += margin(loss, batch, j) / batch.classes();
        }
        return sum / batch.size() + loss.lambda() * (1 - mean);
    }

    private static double margin(AdaptiveFace loss, SmallBatch batch, int j) {
        return Math.max(0, Math.min(1, loss.m() + batch.bias()[j]));
    }

    /** Class 0 is at the upper bound, class 1 at the lower: only what leads back has a slope, the price up and the softmax down. */
    @ParameterizedTest
    @MethodSource("engines")
    void aMarginLeavesItsBoundAgain(String engine) {
        LossFactors factors = new LossFactors(16, MarginGradient.EXACT, BeyondPi.RAW);
        SmallBatch random = SmallBatch.random(5, factors);
        double[] bias = {2, -2, 0, 0, 0, 0};
        SmallBatch batch = new SmallBatch(random.embeddings(), random.centres(), bias, random.labels(), factors);
        Objective objective = Objective.parse("AdaptiveFace(60, 0.35)");

        SmallBatch.Result result = batch.compute(engine, objective);

        double price = -60.0 / batch.classes();
        assertThat(result.bias()[0]).isPositive();
        assertThat(result.bias()[1]).isCloseTo(price, within(1e-4));
        assertThat(result.bias()[2]).as("of no image, free").isCloseTo(price, within(1e-4));
        assertThat(result.bias()[3]).isGreaterThan(price);
    }

    @Test
    void standsBesideNoOtherTermWithABias() {
        assertThatThrownBy(() -> Objective.parse("AdaptiveFace + Softmax"))
                .hasMessageContaining("Softmax beside AdaptiveFace(70, 0.35)");
        assertThatThrownBy(() -> Objective.of(new Softmax(), new AdaptiveFace(70, 0.35)))
                .hasMessageContaining("the bias");
    }
}
