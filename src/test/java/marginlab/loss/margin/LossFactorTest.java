package marginlab.loss.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import marginlab.loss.Objective;
import marginlab.loss.SmallBatch;
import marginlab.loss.TermKind;
import marginlab.loss.TestedEngines;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each factor changes value or gradients of just those terms that say so. */
@Tag("engine")
class LossFactorTest {
    private static final double SCALE = 16;

    /** All but UniTSFace, which is 0 on a first batch whatever the scale: its own test compares two scales. */
    static Stream<String> labels() {
        return Stream.concat(
                Stream.of(TermKind.values())
                        .filter(kind -> kind != TermKind.UNI_TS_FACE)
                        .map(entry -> entry.standard().label()),
                Stream.of("SubCenter(0, 2)", "CM(1, 0, 0.2)", "Intra + CosFace(0.35)"));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void changesJustTheTermsThatSaySo(String label) {
        Objective objective = Objective.parse(label);
        Set<LossFactor> changing = new TreeSet<>();
        for (Map.Entry<LossFactor, List<LossFactors>> entry : changes().entrySet()) {
            double[] before = figures(objective, new LossFactors(SCALE, MarginGradient.EXACT, BeyondPi.RAW));
            for (LossFactors factors : entry.getValue()) {
                if (differ(before, figures(objective, factors))) {
                    changing.add(entry.getKey());
                }
            }
        }
        assertThat(objective.factors()).containsExactlyInAnyOrderElementsOf(changing);
    }

    private static Map<LossFactor, List<LossFactors>> changes() {
        List<LossFactors> rules = new ArrayList<>();
        for (BeyondPi rule : BeyondPi.values()) {
            rules.add(new LossFactors(SCALE, MarginGradient.EXACT, rule));
        }
        return Map.of(
                LossFactor.SCALE, List.of(new LossFactors(SCALE + 1, MarginGradient.EXACT, BeyondPi.RAW)),
                LossFactor.GRADIENT, List.of(new LossFactors(SCALE, MarginGradient.STRAIGHT_THROUGH, BeyondPi.RAW)),
                LossFactor.BEYOND_PI, rules,
                LossFactor.SMOOTHING, List.of(new LossFactors(SCALE, MarginGradient.EXACT, BeyondPi.RAW, 0.2)));
    }

    /** Value and gradients, of a batch with an angle near pi. */
    private static double[] figures(Objective objective, LossFactors factors) {
        SmallBatch batch = SmallBatch.random(11, factors).withCentresEach(objective.centresEach());
        for (int k = 0; k < batch.embeddings()[0].length; k++) {
            batch.embeddings()[0][k] = (float) (-batch.centres()[batch.labels()[0]][k] + 0.1 * k);
        }
        SmallBatch.Result result =
                batch.compute(TestedEngines.names().findFirst().orElseThrow(), objective);
        return DoubleStream.concat(
                        DoubleStream.of(result.value()),
                        Stream.of(result.embeddings(), result.centres())
                                .flatMap(Stream::of)
                                .flatMapToDouble(DoubleStream::of))
                .toArray();
    }

    private static boolean differ(double[] one, double[] other) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i]));
            difference = Math.max(difference, Math.abs(one[i] - other[i]));
        }
        return difference > 1e-6 * largest;
    }
}
