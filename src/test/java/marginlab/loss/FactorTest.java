package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each factor changes value or gradients of just those terms that say so. */
@Tag("engine")
class FactorTest {
    private static final double SCALE = 16;

    static Stream<String> labels() {
        return Stream.concat(
                Stream.of(Catalogue.values()).map(entry -> entry.standard().label()),
                Stream.of("SubCenter(0, 2)", "CM(1, 0, 0.2)", "Intra + CosFace(0.35)"));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void changesJustTheTermsThatSaySo(String label) {
        Objective objective = Objective.parse(label);
        Set<Factor> changing = new TreeSet<>();
        for (Map.Entry<Factor, List<Factors>> entry : changes().entrySet()) {
            double[] before = figures(objective, new Factors(SCALE, Gradient.EXACT, BeyondPi.RAW));
            for (Factors factors : entry.getValue()) {
                if (differ(before, figures(objective, factors))) {
                    changing.add(entry.getKey());
                }
            }
        }
        assertThat(objective.factors()).containsExactlyInAnyOrderElementsOf(changing);
    }

    private static Map<Factor, List<Factors>> changes() {
        List<Factors> rules = new ArrayList<>();
        for (BeyondPi rule : BeyondPi.values()) {
            rules.add(new Factors(SCALE, Gradient.EXACT, rule));
        }
        return Map.of(
                Factor.SCALE, List.of(new Factors(SCALE + 1, Gradient.EXACT, BeyondPi.RAW)),
                Factor.GRADIENT, List.of(new Factors(SCALE, Gradient.STRAIGHT_THROUGH, BeyondPi.RAW)),
                Factor.BEYOND_PI, rules,
                Factor.SMOOTHING, List.of(new Factors(SCALE, Gradient.EXACT, BeyondPi.RAW, 0.2)));
    }

    /** Value and gradients, of a batch with an angle near pi. */
    private static double[] figures(Objective objective, Factors factors) {
        Batch batch = Batch.random(11, factors).withCentresEach(objective.centresEach());
        for (int k = 0; k < batch.embeddings()[0].length; k++) {
            batch.embeddings()[0][k] = (float) (-batch.centres()[batch.labels()[0]][k] + 0.1 * k);
        }
        Batch.Result result = batch.compute(Engines.names().findFirst().orElseThrow(), objective);
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
