package marginlab.loss.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import marginlab.loss.margin.BeyondPi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetShapeTest {
    private static TargetShape shape(String formulas, BeyondPi rule) {
        LossDefinition definition = LossDefinitions.of(Map.of("F", "F(m): {" + formulas + "}"))
                .named("F")
                .orElseThrow();
        return TargetShape.of(definition, List.of(0.5), rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target: 1 - 2 * (theta + m) / pi|",
                "target: cos - m|",
                "target: cos(theta + m)|rises from 151.5 to 180 degrees",
                "target: theta * m|rises from 0 to 180 degrees",
                "target: m|is level from 0 to 180 degrees",
                "target: \"max(cos, -m)\"|is level from 120 to 180 degrees",
                "target: m * cos / (theta > 0.1)|is not finite from 0 to 5.5 degrees",
                "target: log(cos) * m|is not finite from 90.5 to 180 degrees",
                "target: \"if(cos > m, cos - m, cos)\"|rises from 60 to 60.5 degrees",
                "target: cos(theta + m * norm / 20)|rises from 178.5 to 180 degrees (at a norm of 1)"
            })
    void saysWhereItIsNotFiniteOrDoesNotFall(String formulas, String doubt) {
        List<String> doubts = shape(formulas, BeyondPi.RAW).doubts();

        assertThat(doubts).containsExactlyElementsOf(doubt == null ? List.of() : List.of(doubt));
    }

    @Test
    void aRuleBeyondPiMendsWhatItMends() {
        assertThat(shape("target: cos(theta + m)", BeyondPi.CONTINUOUS).doubts())
                .isEmpty();
        assertThat(shape("target: cos(theta + m)", BeyondPi.CLIP).doubts())
                .containsExactly("is level from 151.5 to 180 degrees");
    }

    @Test
    void isACurveWhereItFollowsFromTheAngleAlone() {
        TargetShape linear = shape("target: 1 - 2 * (theta + m) / pi", BeyondPi.RAW);

        assertThat(linear.isCurve()).isTrue();
        assertThat(linear.at(Math.PI / 2)).isCloseTo(-1 / Math.PI, within(1e-12));
        assertThat(shape("target: cos(theta + m * z), let: {z: norm / 10}", BeyondPi.RAW)
                        .isCurve())
                .isFalse();
        assertThat(shape("target: cos - m * mean(cos)", BeyondPi.RAW).isCurve()).isFalse();
    }

    @Test
    void isAdditiveWhereOnlyConstantsAreTakenFromTheCosine() {
        assertThat(shape("target: cos - m", BeyondPi.RAW).isAdditive()).isTrue();
        assertThat(shape("target: \"cos - m * z\", let: {z: norm}", BeyondPi.RAW)
                        .isAdditive())
                .isTrue();
        assertThat(shape("target: cos - m * norm", BeyondPi.RAW).isAdditive()).isFalse();
        assertThat(shape("target: cos * m", BeyondPi.RAW).isAdditive()).isFalse();
        assertThat(shape("target: cos(theta) - m", BeyondPi.RAW).isAdditive()).isFalse();
    }
}
