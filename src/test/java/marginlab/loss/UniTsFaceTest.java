package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("engine")
final class UniTsFaceTest {
    private static final float[][] FIRST = {{9, 9, 9}, {2, 1, 0}, {0, 1, 1}, {1, 0, 3}, {.6f, 0, -.8f}};
    private static final int[] ALL = {0, 0, 1, 2, 3};
    private static final float[][] EMBEDDINGS = {{.6f, .8f, 0}, {0, .6f, -.8f}, {.8f, 0, .6f}};
    private static final int[] LABELS = {1, 2, 3};

    static Stream<String> engines() {
        return TestedEngines.names();
    }

    /** The value was computed independently in float64; of two embeddings of class 0 the last is kept. */
    @ParameterizedTest
    @MethodSource("engines")
    void comparesWithTheLastEmbeddingOfEachClass(String engine) {
        for (double[] golden : new double[][] {{64, 50.187854858241145}, {4, 4.0913655609524495}}) {
            SteppedLoss steps = new SteppedLoss(engine, "UniTSFace(0.1)", golden[0]);

            assertThat(steps.step(FIRST, ALL).value()).isZero();
            SteppedLoss.Step step = steps.step(EMBEDDINGS, LABELS);

            assertThat(step.value()).isCloseTo(golden[1], within(1e-5 * golden[1]));
            steps.close();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void beginsWhenThereIsAnEmbeddingOfEveryClass(String engine) {
        SteppedLoss steps = new SteppedLoss(engine, "UniTSFace(0.1)", 4);

        SteppedLoss.Step first = steps.step(EMBEDDINGS, LABELS);
        SteppedLoss.Step second = steps.step(EMBEDDINGS, LABELS);

        assertThat(first.value()).isZero();
        assertThat(second.value()).isZero();
        assertThat(second.embeddings()[0]).containsOnly(0);
        steps.step(new float[][] {{1, 1, 1}}, 0);
        assertThat(steps.step(EMBEDDINGS, LABELS).value()).isPositive();
        steps.close();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void gradientsAgreeWithCentralDifferences(String engine) {
        SteppedLoss steps = new SteppedLoss(engine, "UniTSFace(0.1)", 4);
        steps.step(FIRST, ALL);
        double b = 3.482527849008607;
        double[][] embeddings = {{.6, .8, 0}, {0, .6, -.8}, {.8, 0, .6}};

        SteppedLoss.Step step = steps.step(EMBEDDINGS, LABELS);

        double[][] slopes = SmallBatch.differences(embeddings, () -> plain(embeddings, 4, b));
        for (int i = 0; i < slopes.length; i++) {
            for (int k = 0; k < slopes[i].length; k++) {
                assertThat(step.embeddings()[i][k]).isCloseTo((float) slopes[i][k], within(2e-4f));
            }
        }
        double slope = (plain(embeddings, 4, b + 1e-6) - plain(embeddings, 4, b - 1e-6)) / 2e-6;
        assertThat(step.numbers().get("UniTSFace(0.1).b")).isCloseTo(slope, within(1e-4));
        steps.close();
    }

    private static double plain(double[][] embeddings, double s, double b) {
        double[][] memory = {{2, 1, 0}, {0, 1, 1}, {1, 0, 3}, {.6, 0, -.8}};
        double sum = 0;
        for (int i = 0; i < embeddings.length; i++) {
            for (int j = 0; j < memory.length; j++) {
                double cosine = SmallBatch.cosine(embeddings[i], memory[j]);
                boolean own = j == LABELS[i];
                double argument = own ? b - s * (cosine - 0.1) : s * cosine - b;
                sum += Math.log1p(Math.exp(Math.max(-s, Math.min(s, argument))));
            }
        }
        return sum / embeddings.length;
    }
}
