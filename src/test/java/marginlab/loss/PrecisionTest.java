package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Short embeddings and losses near zero, against plain loops in double precision. */
@Tag("engine")
final class PrecisionTest {
    private static final LossFactors FACTORS = new LossFactors(64, MarginGradient.EXACT, BeyondPi.RAW);

    static Stream<Arguments> lengths() {
        return TestedEngines.names()
                .flatMap(engine -> DoubleStream.of(3e-3, 3.5e-7, 1e-8)
                        .boxed()
                        .flatMap(factor -> Stream.of("NS", "ArcFace(0.5)").map(l -> Arguments.of(engine, l, factor))));
    }

    /** Norms of about four times the factor: the direction is the embedding's whatever its length. */
    @ParameterizedTest(name = "{0}: {1} of {2}")
    @MethodSource("lengths")
    void aShortEmbeddingHasItsOwnDirection(String engine, String label, double factor) {
        SmallBatch batch = SmallBatch.random(5, FACTORS).longer(factor);
        double margin = label.equals("NS") ? 0 : 0.5;
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double[] logits = batch.cosines(i);
            int y = batch.labels()[i];
            logits[y] = Math.cos(Math.acos(logits[y]) + margin);
            for (int j = 0; j < logits.length; j++) {
                logits[j] *= FACTORS.scale();
            }
            sum += SmallBatch.crossEntropy(logits, y);
        }
        double expected = sum / batch.size();

        assertThat(batch.compute(engine, Objective.parse(label)).value()).isCloseTo(expected, within(1e-5 * expected));
    }

    static Stream<Arguments> converged() {
        return TestedEngines.names()
                .flatMap(engine ->
                        DoubleStream.of(0.7, 0.75, 0.8, 0.9).boxed().map(other -> Arguments.of(engine, other)));
    }

    /** Each embedding is its centre; the other centres have one cosine with it, so the loss is log(1 + 2 exp(64 (cos - 1))). */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("converged")
    void theLossOfConvergedDataIsRightToADigitOfOne(String engine, double other) {
        double b = (float) Math.sqrt(other / (1 - other) / 3);
        double[][] centres = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                centres[i][j] = i == j ? 1 + b : b;
            }
        }
        SmallBatch batch = new SmallBatch(centres.clone(), centres, new double[3], new int[] {0, 1, 2}, FACTORS);
        double cosine = SmallBatch.cosine(centres[0], centres[1]);
        double expected = Math.log1p(2 * Math.exp(64 * (cosine - 1)));

        assertThat(batch.compute(engine, Objective.parse("NS")).value())
                .isCloseTo(expected, within(1e-7 + 1e-5 * expected));
    }
}
