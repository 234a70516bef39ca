package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.loss.formula.LossDefinition;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.formula.TargetBatch;
import marginlab.loss.label.LabelException;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("engine")
final class DefinedLossTest {
    private static final LossFactors FACTORS = new LossFactors(4, MarginGradient.EXACT, BeyondPi.RAW);

    private static LossDefinitions define(String heading, String formulas) {
        return LossDefinitions.of(Map.of(heading.replaceAll("\\(.*", ""), heading + ": {" + formulas + "}"));
    }

    /** Formulas of another class; between them they have every function. */
    static Stream<Arguments> negatives() {
        List<String> formulas = List.of(
                "cos * m - sin(cos) + cos(2 * theta) * 0.2",
                "tan(theta / 4) - 1 + 0.1 * atan(theta * 3) - pi * cos",
                "asin(cos * 0.9) - acos(cos * 0.8) + exp(-theta)",
                "log(2 + cos) * sqrt(1.5 + cos) - abs(cos) + floor(theta * 2)",
                "pow(theta, 2) / 5 - pow(1.5 + cos, theta) / 9 + 2 ^ cos / 4",
                "min(cos, 0.3) + max(theta, 1) / 3 - max(0.1, cos) + min(theta, cos + 2)",
                "clip(cos, -0.5, m) + clip(theta, 1, 2) / 4",
                "if(cos > target, 1.2 * cos + 0.2, cos)",
                "if(theta < 1.5, cos, 0.5) + if(0.2 <= cos, theta, cos) / 7 + (cos >= 0) * m",
                "1 / (2 + cos) - cos / (theta + 1) + theta / 4 - (3 - cos) / norm",
                "cos + z * 0.3 + targetcos * 0.1 - mean(norm) / 50 + std(targetcos) * 0.2",
                "cos * cos * target + norm / 40 - -cos",
                // A branch that is no number where it is not chosen, and one that is chosen nowhere.
                "if(cos > 0.1, log(cos), -2 * cos)",
                "if(cos > 0.2, sqrt(cos) / 2, pow(0.2 - cos, 0.5))",
                "if(theta < 1, 1 / (1.2 - theta), if(cos < -0.2, log(-cos), tan(cos)))",
                "if(targetcos > 0, log(targetcos) + cos, sqrt(-targetcos) * cos)",
                "if(cos > 5, log(cos - 5), cos) + if(norm < 0, sqrt(-norm), 0)",
                // What is beyond the largest number of float32.
                "min(exp(200 * cos), 0.7) + cos",
                "clip(exp(-300 * cos), 0.1, 0.9) - cos + 0 * exp(100 * theta - 500)");
        return TestedEngines.names().flatMap(engine -> formulas.stream().map(f -> Arguments.of(engine, f)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("negatives")
    void otherClassesAreThoseOfPlainLoops(String engine, String negative) {
        LossDefinitions own = define(
                "Own(m)",
                "target: \"cos(theta + m)\", let!: {z: norm / 10 + 0 * m}, negative: \"" + negative + " + 0 * z\"");
        SmallBatch batch = SmallBatch.random(41, FACTORS);

        SmallBatch.Result result = batch.compute(engine, Objective.parse("Own(0.4)", own));

        double expected = plain(own, batch, batch);
        assertThat(result.value()).isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
        SmallBatch frozen = batch.copy();
        agree(result.embeddings(), SmallBatch.differences(batch.embeddings(), () -> plain(own, batch, frozen)));
        agree(result.centres(), SmallBatch.differences(batch.centres(), () -> plain(own, batch, frozen)));
    }

    /** Each class by itself, its angle standing for the target's; means over the batch are those of {@code frozen}. */
    private static double plain(LossDefinitions own, SmallBatch batch, SmallBatch frozen) {
        LossDefinition definition = own.all().get(0);
        double meanNorm = IntStream.range(0, frozen.size())
                .mapToDouble(frozen::norm)
                .average()
                .orElseThrow();
        double[] targets = IntStream.range(0, frozen.size())
                .mapToDouble(i -> Math.cos(frozen.targetAngle(i)))
                .toArray();
        double mean = DoubleStream.of(targets).average().orElseThrow();
        double deviation = Math.sqrt(
                DoubleStream.of(targets).map(t -> (t - mean) * (t - mean)).sum() / (targets.length - 1));
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double angle = batch.targetAngle(i);
            double target = Math.cos(angle + 0.4);
            String text = definition
                    .negative()
                    .orElseThrow()
                    .text()
                    .replace("mean(norm)", "(" + meanNorm + ")")
                    .replace("std(targetcos)", "(" + deviation + ")")
                    .replaceAll("\\btargetcos\\b", "(" + Math.cos(angle) + ")")
                    .replaceAll("\\btarget\\b", "(" + target + ")");
            LossDefinition here = define("Here(m)", "target: \"" + text + "\", let!: {z: norm / 10 + 0 * m}")
                    .all()
                    .get(0);
            double[] logits = batch.cosines(i);
            double[] norms = new double[logits.length];
            Arrays.fill(norms, batch.norm(i));
            Map<String, double[]> variables = Map.of(
                    "cos", logits,
                    "theta", DoubleStream.of(logits).map(Math::acos).toArray(),
                    "norm", norms);
            double[] values =
                    new TargetBatch(here, List.of(0.4), logits.length, variables::get).values(here.targetLogit());
            values[batch.labels()[i]] = target;
            sum += SmallBatch.crossEntropy(
                    DoubleStream.of(values).map(v -> 4 * v).toArray(), batch.labels()[i]);
        }
        return sum / batch.size();
    }

    private static void agree(double[][] found, double[][] expected) {
        double largest = Stream.of(expected)
                .flatMapToDouble(DoubleStream::of)
                .map(Math::abs)
                .max()
                .orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).containsExactly(expected[i], within(1e-3 * largest + 1e-7));
        }
    }

    @Test
    void aPenaltyAloneNeedsCentresWhereItHasAnAngle() {
        LossDefinitions pull = define("Pull(w)", "penalty: w * theta / pi");
        LossDefinitions length = define("Length", "penalty: 1 / norm");

        assertThat(Objective.parse("Pull(0.1)", pull).usesCentres()).isTrue();
        assertThat(Objective.parse("Length", length).usesCentres()).isFalse();
        assertThat(Objective.parse("Softmax + 0.5 * Pull(0.1)", pull).label()).isEqualTo("Softmax + 0.5 * Pull(0.1)");
        assertThat(Objective.parse("Length", length).factors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aPenaltyIsTheMeanOverTheBatch(String engine) {
        SmallBatch batch = SmallBatch.random(3, FACTORS);
        double expected = IntStream.range(0, batch.size())
                .mapToDouble(i -> 1 / batch.norm(i))
                .average()
                .orElseThrow();

        SmallBatch.Result alone =
                batch.compute(engine, Objective.parse("Length", define("Length", "penalty: 1 / norm")));

        assertThat(alone.value()).isCloseTo(expected, within(1e-6));
        agree(
                alone.embeddings(),
                SmallBatch.differences(
                        batch.embeddings(),
                        () -> IntStream.range(0, batch.size())
                                .mapToDouble(i -> 1 / batch.norm(i))
                                .average()
                                .orElseThrow()));
    }

    static Stream<String> engines() {
        return TestedEngines.names();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Own(0.3, 1) + Intra|Own(0.3, 1) + Intra",
                "Own( .30 ,-1e0 )|Own(0.3, -1)",
                "2*Own(30deg, 1)|2 * Own(0.5235987755982988, 1)"
            })
    void labelsReadBack(String text, String label) {
        LossDefinitions own = define("Own(a, b)", "target: cos(theta + a) - b");

        Objective objective = Objective.parse(text, own);

        assertThat(objective.label()).isEqualTo(label);
        assertThat(Objective.parse(label, own)).isEqualTo(objective);
        assertThat(objective.definitions()).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Own|1: found Own without numbers; expected Own(a, b)",
                "Own(1)|1: found 1 number; expected Own(a, b) with all of its numbers",
                "Own(1, 2, 3)|9: found ,; expected ) after the 2 numbers of Own(a, b)",
                "Own(1, x)|8: found x; expected b, a number, or an angle with deg",
                "Owm(1, 2)|1: found Owm; expected the name of a loss (the verb 'losses' lists them; --plugins adds those of jars). Did you mean Own?",
                "Own(1, 1e999)|8: found 1e999; expected b, a number, or an angle with deg"
            })
    void problemsOfALabelHaveTheirPlace(String label, String problem) {
        LossDefinitions own = define("Own(a, b)", "target: cos(theta + a) - b");

        assertThatThrownBy(() -> Objective.parse(label, own))
                .isInstanceOf(LabelException.class)
                .hasMessage("\"" + label + "\" at character " + problem);
    }

    @Test
    void factorsAreThoseThatChangeIt() {
        assertThat(Objective.parse("L(1)", define("L(m)", "target: 1 - theta * m"))
                        .factors())
                .isEqualTo(Set.of(LossFactor.SCALE, LossFactor.SMOOTHING, LossFactor.GRADIENT));
        assertThat(Objective.parse("L(1)", define("L(m)", "negative: cos * m")).factors())
                .isEqualTo(Set.of(LossFactor.SCALE, LossFactor.SMOOTHING));
        assertThat(Objective.parse("L(1)", define("L(m)", "target: cos(theta * m)"))
                        .factors())
                .containsExactlyInAnyOrder(LossFactor.values());
    }
}
