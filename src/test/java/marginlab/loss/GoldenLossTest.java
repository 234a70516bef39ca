package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import marginlab.engine.HostToEngine;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LearnedArrays;
import marginlab.loss.batch.LossEvaluation;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that an independent computation in float64 found for three embeddings and four centres. */
@Tag("engine")
final class GoldenLossTest {
    private static final float[][] EMBEDDINGS = {{.6f, .8f, 0}, {0, .6f, -.8f}, {.8f, 0, .6f}};
    private static final float[][] CENTRES = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {.6f, 0, .8f}};
    private static final int[] LABELS = {1, 2, 3};

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("Softmax", 64, BeyondPi.RAW, 1.4264901868),
                Arguments.of("AdaCos", 64, BeyondPi.RAW, 1.5169533838),
                Arguments.of("P2SGrad", 64, BeyondPi.RAW, 0.9234666667),
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
                Arguments.of("SphereFace-R(1.7)", 64, BeyondPi.RAW, 48.8981159955),
                Arguments.of("CurricularFace(0.5)", 64, BeyondPi.SINPI, 29.8524126388),
                Arguments.of("MV-AM(0.35, 1.12)", 32, BeyondPi.RAW, 24.9600075295),
                Arguments.of("MV-Arc(0.35, 1.12)", 32, BeyondPi.RAW, 19.8098912258),
                Arguments.of("MV-Arc(0.35, 1.12)", 64, BeyondPi.RAW, 39.3908073367),
                Arguments.of("Circle(0.25, 256)", 64, BeyondPi.RAW, 364.0832),
                Arguments.of("UniFace(0.4, 1)", 64, BeyondPi.RAW, 78.3565602),
                Arguments.of("SphereFace2(0.4, 40, 3, 0.7)", 64, BeyondPi.RAW, 0.6550527005896459),
                Arguments.of("SphereFace2(0.2, 10, 2, 0.5)", 64, BeyondPi.RAW, 0.7677272015182085),
                Arguments.of("SFace(80, 0.8, 1.23)", 64, BeyondPi.RAW, 79.44561703655593),
                Arguments.of("SFace(5, 0.9, 1.4)", 4, BeyondPi.RAW, 4.3536308335787215),
                Arguments.of("ArcNegFace(0.5, 1.2, 2)", 64, BeyondPi.SINPI, 34.99800320904029),
                Arguments.of("ArcNegFace(0.5, 1.2, 2)", 4, BeyondPi.SINPI, 2.67466020946982),
                Arguments.of("AdaptiveFace(70, 0.35)", 30, BeyondPi.RAW, 66.40586456845406),
                Arguments.of("LM-Softmax", 64, BeyondPi.RAW, 0.3466666821572372),
                Arguments.of("LM-Softmax", 4, BeyondPi.RAW, 0.41998318839496673),
                Arguments.of("ElasticFace-Arc-Plus(0.5, 0)", 64, BeyondPi.RAW, 39.8317786061),
                Arguments.of("ElasticFace-Cos-Plus(0.35, 0)", 64, BeyondPi.RAW, 44.5866919788),
                Arguments.of("NS + 0.5 * Intra", 20, BeyondPi.RAW, 9.3529915398 + 0.5 * 0.3634448235));
    }

    @ParameterizedTest(name = "{0} at scale {1}, {2}")
    @MethodSource("values")
    void agreesWithTheIndependentComputation(String label, double scale, BeyondPi beyondPi, double expected) {
        TestedEngines.names().forEach(engine -> {
            for (MarginGradient gradient : MarginGradient.values()) {
                LossFactors factors = new LossFactors(scale, gradient, beyondPi);
                assertThat(value(engine, Objective.parse(label), factors))
                        .as(engine + " " + gradient.label())
                        .isCloseTo(expected, within(1e-5 * Math.abs(expected) + 1e-9));
            }
        });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            MagFace(0.45, 0.8, 0)     | EASY  | 39.9497573998
            MagFace(0.45, 0.8, 0)     | SINPI | 43.9490101989
            MagFace(0.45, 0.8, 35)    | EASY  | 41.9407888768
            AdaFace(0.4, 0.333, 0.01) | RAW   | 49.3721315710
            """)
    void readsQualityFromTheLengthOfAnEmbedding(String label, BeyondPi beyondPi, double expected) {
        float[][] longer = {{3, 4, 0}, {0, 12, -16}, {96, 0, 72}};
        LossFactors factors = new LossFactors(64, MarginGradient.EXACT, beyondPi);
        TestedEngines.names()
                .forEach(engine -> assertThat(value(engine, Objective.parse(label), factors, longer, CENTRES, LABELS))
                        .isCloseTo(expected, within(1e-5 * expected)));
    }

    @ParameterizedTest(name = "scale {0}")
    @CsvSource({"64, 23.34593411214848", "4, 1.9901116823997214"})
    void takesTheNearestOfTheCentresOfAClass(double scale, double expected) {
        // The second centre of a class is the first of the class before it.
        float[][] both = {CENTRES[0], CENTRES[1], CENTRES[2], CENTRES[3], CENTRES[3], CENTRES[0], CENTRES[1], CENTRES[2]
        };
        LossFactors factors = new LossFactors(scale, MarginGradient.EXACT, BeyondPi.RAW);
        TestedEngines.names()
                .forEach(engine -> assertThat(
                                value(engine, Objective.parse("SubCenter(0.5, 2)"), factors, EMBEDDINGS, both, LABELS))
                        .isCloseTo(expected, within(1e-5 * expected)));
    }

    @ParameterizedTest(name = "{0} at scale {1}, smoothing {2}")
    @CsvSource({
        "ArcFace(0.5), 64, 0.1, 38.8071324124109",
        "ArcFace(0.5), 4, 0.1, 2.93974972772455",
        "NS, 20, 0.1, 9.446324873087034"
    })
    void spreadsAShareOfTheTarget(String label, double scale, double smoothing, double expected) {
        LossFactors factors = new LossFactors(scale, MarginGradient.EXACT, BeyondPi.RAW, smoothing);
        TestedEngines.names()
                .forEach(engine -> assertThat(value(engine, Objective.parse(label), factors))
                        .isCloseTo(expected, within(1e-5 * expected)));
    }

    /**
     * Two people at 0 and 0.3, and at 0.5 and -1 on the circle, m = 0.35. Semi-hard: only (0, 0.3, 0.5), 0.3 - 0.5 + m; for
     * 0.3 the negative at 0.2 is nearer than the positive and the one at 1.3 beyond the margin. Hardest of each anchor: 0.15,
     * 0.45, 1.65, 0.85. All eight: 0.15, 0, 0.45, 0, 1.35, 1.65, 0.85, 0.55.
     */
    @ParameterizedTest
    @CsvSource({"Triplet(0.35), 0.15", "Triplet-Hard(0.35), 0.775", "Triplet-All(0.35), 0.625"})
    void choosesTripletsByTheirAngles(String label, double expected) {
        double[] angles = {0, 0.3, 0.5, -1};
        float[][] around = new float[angles.length][];
        for (int i = 0; i < angles.length; i++) {
            around[i] = new float[] {2 * (float) Math.cos(angles[i]), 2 * (float) Math.sin(angles[i])};
        }
        LossFactors factors = new LossFactors(64, MarginGradient.EXACT, BeyondPi.RAW);
        TestedEngines.names()
                .forEach(engine -> assertThat(value(
                                engine,
                                Objective.parse(label),
                                factors,
                                around,
                                new float[][] {{1, 0}, {0, 1}},
                                new int[] {0, 0, 1, 1}))
                        .isCloseTo(expected, within(1e-4)));
    }

    @Test
    void annealsSphereFaceToItsEnd() {
        float[][] longer = {{38.4f, 51.2f, 0}, {0, 38.4f, -51.2f}, {51.2f, 0, 38.4f}};
        LossFactors factors = new LossFactors(1, MarginGradient.EXACT, BeyondPi.RAW);
        TestedEngines.names()
                .forEach(engine -> assertThat(value(
                                engine, Objective.parse("A-Softmax(4, 5, 0, 0)"), factors, longer, CENTRES, LABELS))
                        .isCloseTo(46.9399488, within(5e-4)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Triplet-Hard(1.2)        | 0.5105742714290036
            Triplet-All(1.2)         | 0.4290166783815245
            EuclideanTriplet(1)      | 0.12
            EuclideanTriplet-Hard(1) | 0.2
            EuclideanTriplet-All(1)  | 0.11
            Contrastive(1)     | 0.0152453104
            Contrastive(1.5)   | 0.0984566351
            SupCon(0.07)       | 0.0062856202
            SupCon(0.1)        | 0.0292406128
            Marginal(1.2, 0.3) | 0.3200000000
            """)
    void comparesTheEmbeddingsOfABatch(String label, double expected) {
        float[][] pairs = {{.6f, .8f, 0}, {.8f, .6f, 0}, {0, .6f, -.8f}, {0, .8f, -.6f}};
        LossFactors factors = new LossFactors(64, MarginGradient.EXACT, BeyondPi.RAW);
        // A small difference of numbers near 14: float32 leaves 1e-6 of them.
        TestedEngines.names()
                .forEach(engine -> assertThat(
                                value(engine, Objective.parse(label), factors, pairs, CENTRES, new int[] {0, 0, 1, 1}))
                        .isCloseTo(expected, within(2e-6)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            MHE(0) | -0.1360962033
            MHE(1) |  0.9212666573
            MHE(2) |  0.9583333333
            """)
    void knowsTheEnergyOfTheCentres(String label, double expected) {
        LossFactors factors = new LossFactors(64, MarginGradient.EXACT, BeyondPi.RAW);
        TestedEngines.names()
                .forEach(engine -> assertThat(value(
                                engine, Objective.parse(label), factors, CENTRES, CENTRES, new int[] {0, 1, 2, 3}))
                        .isCloseTo(expected, within(1e-5 * Math.abs(expected))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Range(1, 0, 100) |  8.8888888889
            Range(0, 1, 100) | 49.7777777778
            """)
    void measuresTheRangeOfIdentities(String label, double expected) {
        float[][] points = {{0, 0}, {1, 0}, {0, 2}, {5, 5}, {5, 6}, {7, 5}};
        float[][] centres = {{1, 0}, {0, 1}};
        LossFactors factors = new LossFactors(64, MarginGradient.EXACT, BeyondPi.RAW);
        TestedEngines.names()
                .forEach(engine -> assertThat(value(
                                engine, Objective.parse(label), factors, points, centres, new int[] {0, 0, 0, 1, 1, 1}))
                        .isCloseTo(expected, within(1e-5 * expected)));
    }

    private static double value(String engine, Objective objective, LossFactors factors) {
        return value(engine, objective, factors, EMBEDDINGS, CENTRES, LABELS);
    }

    private static double value(
            String engine, Objective objective, LossFactors factors, float[][] x, float[][] w, int[] labels) {
        try (NDManager manager = Engine.getEngine(engine).newBaseManager();
                GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
            NDArray embeddings = HostToEngine.rows(manager, x);
            NDArray centres = HostToEngine.rows(manager, w);
            NDArray bias = manager.zeros(centres.getShape().slice(0, 1));
            Map<String, NDArray> numbers = new LinkedHashMap<>();
            objective
                    .numbers(w.length, factors.scale(), false)
                    .forEach((name, first) ->
                            numbers.put(name, HostToEngine.floats(manager, new float[] {first.floatValue()})));
            numbers.values().forEach(number -> number.setRequiresGradient(true));
            LearnedArrays learned = new LearnedArrays(centres, objective.centresEach(), bias, numbers);
            embeddings.setRequiresGradient(true);
            centres.setRequiresGradient(true);
            LossEvaluation evaluation =
                    objective.evaluate(new Angles(embeddings, learned, labels, factors, new SplittableRandom(1)));
            collector.backward(evaluation.surrogate());
            return evaluation.value().getFloat();
        }
    }
}
