package marginlab.loss.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import marginlab.loss.MarginSoftmax;
import marginlab.loss.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Target logits and their derivatives by the cosine, from an independent computation in float64. */
final class MarginTest {
    private static final double[] THETA = {0.2, 0.8, 1.2, 1.6, 2.2, 2.7, 3.1};

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ArcFace(0.5)       | RAW        | .764842187 .267498829 -.128844494 -.504846105 -.904072142 -.998294776 -.896758416 | 3.242663 1.343208 1.063973 .863578 .528611 -.136586 -10.642458
            ArcFace(0.5)       | SINPI      | .764842187 .267498829 -.128844494 -.504846105 -.904072142 -1.143784911 -1.238847920 | 3.242663 1.343208 1.063973 .863578 .528611 1 1
            ArcFace(0.5)       | CLIP       | .764842187 .267498829 -.128844494 -.504846105 -.904072142 -.999999500 -.999999500 | 3.242663 1.343208 1.063973 .863578 .528611 0 0
            ArcFace(0.4)       | RAW        | .825335615 .362357754 -.029199522 -.416146837 -.856888753 -.999135150 -.936456687 | 2.842122 1.299270 1.072459 .909685 .637605 .097292 -8.436211
            ArcFace(0.45)      | RAW        | .796083799 .315322362 -.079120889 -.461072691 -.881582196 -.999964658 -.917754506 | 3.046199 1.322892 1.069553 .887741 .583838 -.019672 -9.551271
            ArcFace(0.55)      | RAW        | .731688869 .219006687 -.178246056 -.547357665 -.924302379 -.994129676 -.873520898 | 3.431022 1.360166 1.055735 .837256 .472063 -.253159 -11.707044
            SphereFace(1.35)   | RAW        | .963770896 .471328364 -.049183822 -.555699146 -.985314068 -.875943902 -.503278814 | 1.812496 1.659766 1.446684 1.122846 .285116 -1.523838 -28.055530
            SphereFace(1.35)   | CONTINUOUS | .963770896 .471328364 -.049183822 -.555699146 -.985314068 -1.124056098 -1.496721186 | 1.812496 1.659766 1.446684 1.122846 .285116 1.523838 28.055530
            SphereFace(1.7)    | CONTINUOUS | .942754666 .209238666 -.452176162 -.912438361 -1.173766152 -1.877916336 -2.529160608 | 2.853626 2.317357 1.626840 .695961 1.184491 3.947972 34.691291
            CosFace(0.35)      | RAW        | .630066578 .346706709 .012357754 -.379199522 -.938501117 -1.254072142 -1.349135150 | 1 1 1 1 1 1 1
            CM(1, 0.3, 0.2)    | RAW        | .677582562 .253596121 -.129262798 -.523289567 -1.001143616 -1.189992497 -1.166798193 | 2.413183 1.242350 1.070229 .946704 .740229 .330198 -6.145672
            CM(0.9, 0.4, 0.15) | RAW        | .686462650 .285682446 -.059328376 -.415963876 -.873737879 -1.101846510 -1.148828593 | 2.482625 1.129272 .961647 .867955 .768176 .645602 -1.047352
            """)
    void targetLogitAndSlopeAreTheIndependentOnes(String label, BeyondPi beyondPi, String values, String slopes) {
        MarginSoftmax term =
                (MarginSoftmax) Objective.parse(label).addends().get(0).term();
        String[] value = values.split(" ");
        String[] slope = slopes.split(" ");
        for (int i = 0; i < THETA.length; i++) {
            assertThat(term.margin().targetLogit(THETA[i], beyondPi))
                    .as("value at " + THETA[i])
                    .isCloseTo(Double.parseDouble(value[i]), within(1e-9));
            assertThat(term.margin().targetSlope(THETA[i], beyondPi))
                    .as("slope at " + THETA[i])
                    .isCloseTo(Double.parseDouble(slope[i]), within(1e-6));
        }
    }

    @Test
    void continuousRuleFallsEverywhere() {
        Margin margin = new Margin(1.35, 0.5, 0.1);
        for (double theta = 0; theta < Math.PI - 0.01; theta += 0.01) {
            assertThat(margin.targetLogit(theta + 0.01, BeyondPi.CONTINUOUS))
                    .isLessThan(margin.targetLogit(theta, BeyondPi.CONTINUOUS));
        }
    }

    @Test
    void easyAndZeroFallBackToTheCosine() {
        Margin arc = new Margin(1, 0.5, 0);
        assertThat(arc.targetLogit(1.6, BeyondPi.EASY)).isCloseTo(Math.cos(1.6), within(1e-12));
        assertThat(arc.targetLogit(1.5, BeyondPi.EASY)).isCloseTo(Math.cos(2.0), within(1e-12));
        assertThat(arc.targetLogit(2.7, BeyondPi.ZERO)).isCloseTo(Math.cos(2.7), within(1e-12));
        assertThat(arc.targetLogit(2.6, BeyondPi.ZERO)).isCloseTo(Math.cos(3.1), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAFactorOfTheAngleThatIsNotPositive(double m1) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Margin(m1, 0, 0))
                .withMessageContaining("m1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Math.PI, Double.NaN})
    void refusesAnAngleOutsideZeroToPi(double m2) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Margin(1, m2, 0))
                .withMessageContaining("m2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 2, Double.NaN})
    void refusesACosineMarginOutsideZeroToTwo(double m3) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Margin(1, 0, m3))
                .withMessageContaining("m3");
    }
}
