package marginlab.loss.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.Margin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetBatchTest {
    private static final double[] THETA = {0.2, 0.8, 1.2, 1.6, 2.2, 2.7, 3.1};
    private static final double[] NORM = {5, 20, 120, 7, 30, 11, 60};

    private static LossDefinition definition(String yaml) {
        return LossDefinitions.of(Map.of("F", "F(m): {" + yaml + "}"))
                .named("F")
                .orElseThrow();
    }

    private static TargetBatch batch(LossDefinition definition, double[] theta, double[] cosine, double[] norm) {
        return new TargetBatch(
                definition, List.of(0.5), theta.length, Map.of("theta", theta, "cos", cosine, "norm", norm)::get);
    }

    private static double[] cosines() {
        return java.util.Arrays.stream(THETA).map(Math::cos).toArray();
    }

    /** The golden values of ArcFace with m 0.5: target logit and its slope by the cosine. */
    @Test
    void valuesAndSlopesAreTheGoldenOnes() {
        LossDefinition arc = definition("target: cos(theta + m)");
        TargetBatch batch = batch(arc, THETA, cosines(), NORM);

        assertThat(batch.values(arc.targetLogit()))
                .containsExactly(
                        new double[] {
                            .764842187, .267498829, -.128844494, -.504846105, -.904072142, -.998294776, -.896758416
                        },
                        within(1e-9));
        double[] slopes = batch.slope(arc.targetLogit(), TargetBatch.THETA);
        double[] golden = {3.242663, 1.343208, 1.063973, .863578, .528611, -.136586, -10.642458};
        for (int i = 0; i < slopes.length; i++) {
            assertThat(slopes[i] / -Math.sin(THETA[i])).isCloseTo(golden[i], within(2e-6));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rulesBeyondPiAreThoseOfTheMargin(BeyondPi rule) {
        LossDefinition combined = definition("target: cos(1.35 * theta + m) - 0.1");
        Margin margin = new Margin(1.35, 0.5, 0.1);

        TargetBatch batch = batch(combined, THETA, cosines(), NORM);
        Expression target = PastPi.target(combined, rule);

        double[] values = batch.values(target);
        double[] byTheta = batch.slope(target, TargetBatch.THETA);
        double[] byCosine = batch.slope(target, TargetBatch.COSINE);
        for (int i = 0; i < THETA.length; i++) {
            assertThat(values[i]).isCloseTo(margin.targetLogit(THETA[i], rule), within(1e-12));
            assertThat(byTheta[i] / -Math.sin(THETA[i]) + byCosine[i])
                    .isCloseTo(margin.targetSlope(THETA[i], rule), within(1e-9));
        }
    }

    @Test
    void rulesBeyondPiTakeCosinesOfUnboundedAnglesAlone() {
        assertThat(PastPi.applies(definition("target: cos(theta + m)"))).isTrue();
        assertThat(PastPi.applies(definition("target: \"cos(phi)\", let!: {phi: theta + m}")))
                .isTrue();
        assertThat(PastPi.applies(definition("target: 1 - 2 * (theta + m) / pi")))
                .isFalse();
        assertThat(PastPi.applies(definition("target: \"cos(clip(theta + m, 0, pi))\"")))
                .isFalse();
        assertThat(PastPi.applies(definition("target: \"cos(min(theta + m, pi))\"")))
                .isFalse();
        assertThat(PastPi.applies(definition("target: cos * cos(m)"))).isFalse();
        assertThat(PastPi.applies(definition("target: \"cos - z * m\", let: {z: cos(theta + m)}")))
                .isFalse();
    }

    /** Cosines in cosines double what is replaced in them; each part is computed once all the same. */
    @Test
    void cosinesInCosinesEndSoon() {
        String formula = "theta + m";
        for (int i = 0; i < 40; i++) {
            formula = "cos(" + formula + ")";
        }
        LossDefinition nested = definition("target: " + formula);

        for (BeyondPi rule : BeyondPi.values()) {
            assertThat(batch(nested, THETA, cosines(), NORM).values(PastPi.target(nested, rule)))
                    .hasSize(THETA.length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sin(theta) * norm / 10 + m",
                "tan(theta / 4) - cos * cos",
                "asin(cos / 2) + acos(cos * 0.9) + atan(norm)",
                "exp(-theta) * log(norm + 1) * m",
                "sqrt(norm) + abs(cos - 0.11) * 3",
                "pow(theta, 2) + pow(norm, -0.5) + m ^ theta + theta ^ cos",
                "min(theta, 2) + max(cos, 0.2) - min(norm, 40)",
                "clip(norm, 6, 100) / (1 + theta)",
                "if(cos > 0.3, theta * 2, norm) + floor(theta * 3)",
                "-theta / norm + (theta < 1) * norm"
            })
    void slopesAreThoseOfDifferences(String formula) {
        LossDefinition definition = definition("target: \"" + formula + " + 0 * m\"");
        TargetBatch batch = batch(definition, THETA, cosines(), NORM);
        double step = 1e-6;
        for (String variable : TargetBatch.VARIABLES) {
            double[] after = moved(definition, variable, step);
            double[] before = moved(definition, variable, -step);
            double[] slope = batch.slope(definition.targetLogit(), variable);
            for (int i = 0; i < slope.length; i++) {
                double expected = (after[i] - before[i]) / (2 * step);
                assertThat(slope[i]).as(variable).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    private static double[] moved(LossDefinition definition, String variable, double step) {
        double[][] all = {THETA.clone(), cosines(), NORM.clone()};
        double[] one = all[TargetBatch.VARIABLES.indexOf(variable)];
        for (int i = 0; i < one.length; i++) {
            one[i] += step;
        }
        return batch(definition, all[0], all[1], all[2]).values(definition.targetLogit());
    }

    /** The golden z of AdaFace without its averages: norms 5, 20, 120 have mean 41.67 and deviation 62.5 (N - 1). */
    @Test
    void meanAndDeviationAreConstantsOverTheBatch() {
        LossDefinition norms = definition("target: \"cos + 0 * m + z\", let!: {z: (norm - mean(norm)) / std(norm)}");
        double[] three = {5, 20, 120};
        TargetBatch batch = batch(norms, new double[3], new double[3], three);

        double mean = 145 / 3.0;
        double deviation =
                Math.sqrt(((5 - mean) * (5 - mean) + (20 - mean) * (20 - mean) + (120 - mean) * (120 - mean)) / 2);

        double[] values = batch.values(norms.targetLogit());
        for (int i = 0; i < 3; i++) {
            assertThat(values[i]).isCloseTo((three[i] - mean) / deviation, within(1e-12));
        }
        assertThat(batch.slope(norms.targetLogit(), TargetBatch.NORM))
                .containsExactly(new double[] {1 / deviation, 1 / deviation, 1 / deviation}, within(1e-12));
    }

    @Test
    void letIsAConstantToTheDerivativeAndLetWithAMarkIsNot() {
        LossDefinition let = definition("target: \"cos + m * z\", let: {z: norm * theta}");
        LossDefinition free = definition("target: \"cos + m * z\", let!: {z: norm * theta}");

        assertThat(batch(let, THETA, cosines(), NORM).values(let.targetLogit()))
                .isEqualTo(batch(free, THETA, cosines(), NORM).values(free.targetLogit()));
        assertThat(batch(let, THETA, cosines(), NORM).slope(let.targetLogit(), TargetBatch.NORM))
                .containsOnly(0);
        assertThat(batch(free, THETA, cosines(), NORM).slope(free.targetLogit(), TargetBatch.NORM)[0])
                .isCloseTo(0.5 * 0.2, within(1e-12));
    }

    @Test
    void whatIsChosenDoesNotHearOfWhatIsNot() {
        LossDefinition guarded = definition("target: \"if(cos > 0, log(cos), m * theta)\"");
        TargetBatch batch = batch(guarded, THETA, cosines(), NORM);

        assertThat(batch.values(guarded.targetLogit())).doesNotContain(Double.NaN);
        assertThat(batch.slope(guarded.targetLogit(), TargetBatch.COSINE)).doesNotContain(Double.NaN);
    }
}
