package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import marginlab.file.yaml.Yaml;
import marginlab.loss.formula.DefinitionReader;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import marginlab.problem.Problems;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The published losses that the page writes as formulas are the built-in ones. */
@Tag("engine")
final class PublishedFormulasTest {
    private static final Path PAGE = Path.of("src/site/markdown/own-loss.md");

    /** Each formula and the built-in loss, with the length of the embeddings where that matters. */
    private static final List<Pair> PAIRS = List.of(
            new Pair("Plain", "NS", 1, BeyondPi.values()),
            new Pair("Arc(0.5)", "ArcFace(0.5)", 1, BeyondPi.values()),
            new Pair("Cosine(0.35)", "CosFace(0.35)", 1, BeyondPi.RAW),
            new Pair("Sphere(1.35)", "SphereFace(1.35)", 1, BeyondPi.values()),
            new Pair("Sphere(1.7)", "SphereFace-R(1.7)", 1, BeyondPi.CONTINUOUS),
            new Pair("Combined(0.9, 0.4, 0.15)", "CM(0.9, 0.4, 0.15)", 1, BeyondPi.values()),
            new Pair("Vector-AM(0.35, 1.12)", "MV-AM(0.35, 1.12)", 1, BeyondPi.RAW),
            new Pair("Vector-Arc(0.35, 1.12)", "MV-Arc(0.35, 1.12)", 1, BeyondPi.RAW),
            new Pair("Curricular(0.5)", "CurricularFace(0.5)", 1, BeyondPi.values()),
            new Pair("Quality(0.4, 0.333)", "AdaFace(0.4, 0.333, 1)", 10, BeyondPi.RAW),
            new Pair("Magnitude(0.45, 0.8, 35)", "MagFace(0.45, 0.8, 35)", 10, BeyondPi.values()),
            new Pair("Annealed(4, 5)", "A-Softmax(4, 5, 0, 0)", 1, BeyondPi.CONTINUOUS),
            new Pair("Plain + Compact", "NS + Intra", 1, BeyondPi.RAW),
            new Pair("Compact", "Intra", 1, BeyondPi.RAW));

    private static LossDefinitions definitions;

    private record Pair(String formula, String builtIn, double length, List<BeyondPi> rules) {
        Pair(String formula, String builtIn, double length, BeyondPi... rules) {
            this(formula, builtIn, length, List.of(rules));
        }

        /** A-Softmax takes the norm for the scale, whose slope stays where the target's does not. */
        Stream<MarginGradient> gradients() {
            return Stream.of(MarginGradient.values())
                    .filter(gradient -> gradient == MarginGradient.EXACT || !builtIn.startsWith("A-Softmax"));
        }
    }

    @BeforeAll
    static void read() throws IOException {
        Matcher block =
                Pattern.compile("```yaml\n(define:\n.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        Problems problems = new Problems();
        definitions = DefinitionReader.read(
                Yaml.parse(block.group(1), PAGE.toString(), problems)
                        .fields("define")
                        .get("define")
                        .value(),
                List.of());
        problems.raise();
    }

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        TestedEngines.names()
                .forEach(engine -> PAIRS.forEach(pair -> pair.rules()
                        .forEach(rule -> pair.gradients()
                                .forEach(gradient -> cases.add(Arguments.of(engine, pair, gradient, rule))))));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @MethodSource("cases")
    void formulaIsTheBuiltInLoss(String engine, Pair pair, MarginGradient gradient, BeyondPi rule) {
        LossFactors factors = new LossFactors(pair.formula().startsWith("Annealed") ? 1 : 16, gradient, rule, 0.1);
        agree(pair, engine, SmallBatch.random(5, factors), 1e-5);
        for (double radians : new double[] {0.02, 1e-3, 1e-4, 0}) {
            // In single precision a direction is turned by 6e-8 over the angle, and no slope is steeper than at 1e-5
            // radians.
            agree(pair, engine, withNear(radians, factors), 1e-5 + 1e-7 / Math.max(1e-5, radians));
        }
    }

    private static void agree(Pair pair, String engine, SmallBatch usual, double tolerance) {
        SmallBatch batch = usual.longer(pair.length());
        SmallBatch.Result ours = batch.compute(engine, Objective.parse(pair.formula(), definitions));
        SmallBatch.Result theirs = batch.compute(engine, Objective.parse(pair.builtIn()));

        assertThat(ours.value()).isCloseTo(theirs.value(), within(1e-6 * Math.max(1, Math.abs(theirs.value()))));
        agree(ours.embeddings(), theirs.embeddings(), tolerance);
        agree(ours.centres(), theirs.centres(), tolerance);
    }

    /** Some embeddings this many radians from their centre, some as far from its opposite. */
    private static SmallBatch withNear(double radians, LossFactors factors) {
        SmallBatch batch = SmallBatch.random(8, factors);
        for (int i = 0; i < 4; i++) {
            double[] centre = batch.centres()[batch.labels()[i]];
            double length = Math.sqrt(SmallBatch.dot(centre, centre));
            for (int k = 0; k < centre.length; k++) {
                double aside = k == i ? radians * length : 0;
                batch.embeddings()[i][k] = (float) ((i < 2 ? 1 : -1) * (centre[k] + aside));
            }
        }
        return batch;
    }

    private static void agree(double[][] ours, double[][] theirs, double tolerance) {
        double largest = Stream.of(theirs)
                .flatMapToDouble(DoubleStream::of)
                .map(Math::abs)
                .max()
                .orElseThrow();
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).containsExactly(theirs[i], within(tolerance * Math.max(1, largest)));
        }
    }

    /** Li-ArcFace, arXiv 1907.12256, by plain loops in double. */
    @ParameterizedTest
    @MethodSource("engines")
    void linearMarginIsThatOfPlainLoops(String engine) {
        LossFactors factors = new LossFactors(16, MarginGradient.EXACT, BeyondPi.RAW);
        SmallBatch batch = SmallBatch.random(6, factors);
        LossDefinitions linear =
                LossDefinitions.of(Map.of("Linear", "Linear(m): {target: \"(pi - 2 * (theta + m)) / pi\"}"));

        SmallBatch.Result result = batch.compute(engine, Objective.parse("Linear(0.45)", linear));

        assertThat(result.value()).isCloseTo(linear(batch), within(1e-6 * linear(batch)));
        agree(result.embeddings(), SmallBatch.differences(batch.embeddings(), () -> linear(batch)), 1e-5);
        agree(result.centres(), SmallBatch.differences(batch.centres(), () -> linear(batch)), 1e-5);
    }

    private static double linear(SmallBatch batch) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double[] logits = DoubleStream.of(batch.cosines(i)).map(c -> 16 * c).toArray();
            logits[batch.labels()[i]] = 16 * (Math.PI - 2 * (batch.targetAngle(i) + 0.45)) / Math.PI;
            sum += SmallBatch.crossEntropy(logits, batch.labels()[i]);
        }
        return sum / batch.size();
    }

    static Stream<String> engines() {
        return TestedEngines.names();
    }

    @Test
    void factorsAreThoseOfTheBuiltInLosses() {
        for (Pair pair : PAIRS) {
            if (pair.rules().size() > 1) {
                assertThat(Objective.parse(pair.formula(), definitions).factors())
                        .as(pair.formula())
                        .isEqualTo(Objective.parse(pair.builtIn()).factors());
            }
        }
        assertThat(Objective.parse("Cosine(0.35)", definitions).factors())
                .isEqualTo(Objective.parse("CosFace(0.35)").factors());
        assertThat(Objective.parse("Quality(0.4, 0.333)", definitions).factors())
                .isEqualTo(Objective.parse("AdaFace").factors());
        assertThat(Objective.parse("Compact", definitions).factors()).isEmpty();
    }
}
