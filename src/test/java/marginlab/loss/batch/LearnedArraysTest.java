package marginlab.loss.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import marginlab.loss.Objective;
import marginlab.loss.SmallBatch;
import marginlab.loss.TestedEngines;
import marginlab.loss.UniFace;
import marginlab.loss.UniFaceTest;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers that are trained with the network. */
@Tag("engine")
final class LearnedArraysTest {
    private static final LossFactors FACTORS = new LossFactors(8, MarginGradient.EXACT, BeyondPi.RAW, 0.05);
    private static final double STEP = 1e-2;

    static Stream<Arguments> scaled() {
        return TestedEngines.names()
                .flatMap(engine -> Stream.of(
                                "NS",
                                "ArcFace(0.5)",
                                "CosFace(0.35)",
                                "AdaFace(0.4, 0.333, 0.01)",
                                "CurricularFace(0.5)",
                                "MV-Arc(0.35, 1.12)",
                                "SFace(80, 0.8, 1.23)",
                                "LM-Softmax",
                                "ArcNegFace(0.5, 1.2, 2)",
                                "AdaptiveFace(70, 0.35)",
                                "SubCenter(0.5, 2)")
                        .map(label -> Arguments.of(engine, label)));
    }

    @ParameterizedTest
    @MethodSource("scaled")
    void slopeOfTheScaleAgreesWithDifferencesOfTheValue(String engine, String label) {
        Objective objective = Objective.parse(label);
        SmallBatch batch = SmallBatch.random(3, FACTORS).withCentresEach(objective.centresEach());
        Map<String, Double> numbers = objective.numbers(6, 8, true);
        assertThat(numbers).containsExactlyEntriesOf(Map.of(Objective.SCALE, 8.0));

        SmallBatch.Result result = batch.compute(engine, objective, numbers);

        double after = fixed(engine, objective, batch, 8 + STEP);
        double before = fixed(engine, objective, batch, 8 - STEP);
        assertThat(result.value()).isCloseTo(fixed(engine, objective, batch, 8), within(1e-6));
        assertThat(result.numbers().get(Objective.SCALE)).isCloseTo((after - before) / (2 * STEP), within(1e-4));
    }

    private static double fixed(String engine, Objective objective, SmallBatch batch, double scale) {
        return scaled(batch, scale).compute(engine, objective).value();
    }

    private static SmallBatch scaled(SmallBatch batch, double scale) {
        LossFactors factors = new LossFactors(scale, MarginGradient.EXACT, BeyondPi.RAW, 0.05);
        return new SmallBatch(batch.embeddings(), batch.centres(), batch.bias(), batch.labels(), factors);
    }

    static Stream<String> engines() {
        return TestedEngines.names();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void slopeOfUniFacesThresholdAgreesWithCentralDifferences(String engine) {
        UniFace uni = new UniFace(0.4, 1);
        SmallBatch batch = SmallBatch.random(5, FACTORS);
        String name = "UniFace(0.4, 1).b";

        SmallBatch.Result result = batch.compute(engine, Objective.of(uni), Map.of(name, 2.0));

        double slope = (UniFaceTest.plain(uni, batch, 2 + 1e-6) - UniFaceTest.plain(uni, batch, 2 - 1e-6)) / 2e-6;
        assertThat(result.value()).isCloseTo(UniFaceTest.plain(uni, batch, 2), within(1e-4));
        assertThat(result.numbers().get(name)).isCloseTo(slope, within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void slopeOfTheScaleThatBoundsUniFacesArgumentsAgreesWithCentralDifferences(String engine) {
        UniFace uni = new UniFace(0.4, 0.5);
        SmallBatch batch = SmallBatch.random(5, FACTORS);

        SmallBatch.Result result =
                batch.compute(engine, Objective.of(uni), Map.of("UniFace(0.4, 0.5).b", 2.0, Objective.SCALE, 8.0));

        double after = UniFaceTest.plain(uni, scaled(batch, 8 + 1e-6), 2);
        double before = UniFaceTest.plain(uni, scaled(batch, 8 - 1e-6), 2);
        assertThat(Objective.of(uni).numbers(6, 8, true)).containsKey(Objective.SCALE);
        assertThat(result.numbers().get(Objective.SCALE)).isCloseTo((after - before) / 2e-6, within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void startsUniFacesThresholdAtTheLogarithmOfTenTimesTheClasses(String engine) {
        assertThat(Objective.parse("UniFace").numbers(4, 64, false))
                .containsOnlyKeys("UniFace(0.4, 1).b")
                .hasEntrySatisfying("UniFace(0.4, 1).b", b -> assertThat(b).isCloseTo(3.6888794541, within(1e-9)));
    }
}
