package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that an independent computation in float64 found for three embeddings and four centres. */
final class GoldenTest {
    private static final float[][] EMBEDDINGS = {{.6f, .8f, 0}, {0, .6f, -.8f}, {.8f, 0, .6f}};
    private static final float[][] CENTRES = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {.6f, 0, .8f}};
    private static final int[] LABELS = {1, 2, 3};

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("NS", 64, BeyondPi.RAW, 29.8666794910),
                Arguments.of("NS", 20, BeyondPi.RAW, 9.3529915398),
                Arguments.of("NS", 4, BeyondPi.RAW, 2.2615099839),
                Arguments.of("ArcFace(0.5)", 64, BeyondPi.RAW, 39.8317786061),
                Arguments.of("ArcFace(0.5)", 64, BeyondPi.SINPI, 39.8317786061),
                Arguments.of("ArcFace(0.5)", 64, BeyondPi.CLIP, 39.8317786061),
                Arguments.of("ArcFace(0.5)", 4, BeyondPi.RAW, 3.0037901148),
                Arguments.of("ArcFace(0.4)", 64, BeyondPi.RAW, 36.1612059439),
                Arguments.of("ArcFace(0.4)", 4, BeyondPi.RAW, 2.8345716242),
                Arguments.of("ArcFace(0.45)", 64, BeyondPi.RAW, 37.9672404964),
                Arguments.of("ArcFace(0.45)", 4, BeyondPi.RAW, 2.9177215568),
                Arguments.of("ArcFace(0.55)", 64, BeyondPi.RAW, 41.7100363706),
                Arguments.of("ArcFace(0.55)", 4, BeyondPi.RAW, 3.0926916191),
                Arguments.of("SphereFace(1.35)", 64, BeyondPi.RAW, 33.5849170568),
                Arguments.of("SphereFace(1.35)", 4, BeyondPi.RAW, 2.6095215732),
                Arguments.of("SphereFace(1.35)", 64, BeyondPi.CONTINUOUS, 34.7165810525),
                Arguments.of("SphereFace(1.35)", 4, BeyondPi.CONTINUOUS, 2.6801434775),
                Arguments.of("SphereFace(1.7)", 64, BeyondPi.CONTINUOUS, 48.8981159955),
                Arguments.of("CosFace(0.35)", 64, BeyondPi.RAW, 44.5866919788),
                Arguments.of("CosFace(0.35)", 4, BeyondPi.RAW, 3.2767237795),
                Arguments.of("CM(1, 0.3, 0.2)", 64, BeyondPi.RAW, 45.2319430583),
                Arguments.of("CM(1, 0.3, 0.2)", 4, BeyondPi.RAW, 3.3043229591),
                Arguments.of("CM(0.9, 0.4, 0.15)", 64, BeyondPi.RAW, 42.2452956501),
                Arguments.of("CM(0.9, 0.4, 0.15)", 4, BeyondPi.RAW, 3.1271573899),
                Arguments.of("Intra", 64, BeyondPi.RAW, 0.3634448235),
                Arguments.of("Inter", 64, BeyondPi.RAW, -0.4116480850),
                Arguments.of("Triplet(0.35)", 64, BeyondPi.RAW, 0.0),
                Arguments.of(
                        "ArcFace(0.5) + Intra + Inter", 64, BeyondPi.RAW, 39.8317786061 + 0.3634448235 - 0.4116480850),
                Arguments.of("NS + 0.5 * Intra", 20, BeyondPi.RAW, 9.3529915398 + 0.5 * 0.3634448235));
    }

    @ParameterizedTest(name = "{0} at scale {1}, {2}")
    @MethodSource("values")
    void agreesWithTheIndependentComputation(String label, double scale, BeyondPi beyondPi, double expected) {
        Engines.names().forEach(engine -> {
            for (Gradient gradient : Gradient.values()) {
                Factors factors = new Factors(scale, gradient, beyondPi);
                assertThat(value(engine, Objective.parse(label), factors))
                        .as(engine + " " + gradient.label())
                        .isCloseTo(expected, within(1e-5 * Math.abs(expected) + 1e-9));
            }
        });
    }

    private static double value(String engine, Objective objective, Factors factors) {
        try (NDManager manager = Engine.getEngine(engine).newBaseManager();
                GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
            NDArray embeddings = manager.create(EMBEDDINGS);
            NDArray centres = manager.create(CENTRES);
            NDArray bias = manager.zeros(centres.getShape().slice(0, 1));
            embeddings.setRequiresGradient(true);
            centres.setRequiresGradient(true);
            Evaluation evaluation =
                    objective.evaluate(new Angles(embeddings, centres, bias, LABELS, factors, new SplittableRandom(1)));
            collector.backward(evaluation.surrogate());
            return evaluation.value().getFloat();
        }
    }
}
