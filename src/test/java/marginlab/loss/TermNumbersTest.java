package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TermNumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ArcFace(0.5) | ArcFace.m | 0.4 | ArcFace(0.4)",
                "CM(1, 0.3, 0.2) | CM.m2 | 0.25 | CM(1, 0.25, 0.2)",
                "ArcFace(0.5) + 2 * Triplet(0.35) | Triplet.m | 0.1 | ArcFace(0.5) + 2 * Triplet(0.1)",
                "NS + Intra | ArcFace.m | 0.4 | NS + Intra",
                "SphereFace(1.35) + Intra | SphereFace.m | 1.7 | SphereFace(1.7) + Intra",
            })
    void putsOneNumberInPlaceOfAnother(String label, String name, double value, String expected) {
        assertThat(TermNumbers.with(Objective.parse(label), Map.of(name, value)).label())
                .isEqualTo(expected);
    }

    /** Whatever a loss leaves out of its label. */
    @ParameterizedTest
    @EnumSource(TermKind.class)
    void changesThatNumberAlone(TermKind kind) {
        Objective standard = Objective.of(kind.standard());
        assertThat(TermNumbers.of(standard)).hasSameSizeAs(kind.parameters());
        kind.parameters().forEach(number -> {
            String name = kind.title() + "." + number.name();
            assertThat(TermNumbers.with(standard, Map.of(name, number.standard())))
                    .isEqualTo(standard);
        });
    }

    @Test
    void knowsTheMarginOfWhicheverLossHasOne() {
        assertThat(TermNumbers.named(Objective.parse("CosFace(0.35)"), "margin"))
                .contains("CosFace.m");
        assertThat(TermNumbers.named(Objective.parse("NS + Triplet(0.35)"), "margin"))
                .contains("Triplet.m");
        assertThat(TermNumbers.named(Objective.parse("SupCon(0.07)"), "tau")).contains("SupCon.tau");
        assertThat(TermNumbers.named(Objective.parse("NS"), "margin")).isEmpty();
        assertThat(TermNumbers.of(Objective.parse("ArcFace(0.5) + Intra")).keySet())
                .isEqualTo(Set.of("ArcFace.m"));
    }

    @Test
    void refusesWhatTheLossDoes() {
        assertThatThrownBy(() -> TermNumbers.with(Objective.parse("ArcFace(0.5)"), Map.of("ArcFace.m", 4.0)))
                .hasMessageContaining("an angle in [0, pi)");
    }
}
