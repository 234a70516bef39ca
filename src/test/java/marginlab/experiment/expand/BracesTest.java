package marginlab.experiment.expand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BracesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Softmax                              | Softmax",
                "ArcFace({0.4, 0.5})                  | ArcFace(0.4); ArcFace(0.5)",
                "ArcFace({0.5})                       | ArcFace(0.5)",
                "{ NS , Softmax }                     | NS; Softmax",
                "A + {I, J, I + J, T(0.35)}           | A + I; A + J; A + I + J; A + T(0.35)",
                "{A, B}({1, 2}) + {C, D}              | A(1) + C; A(1) + D; A(2) + C; A(2) + D; B(1) + C; B(1) + D; B(2) + C; B(2) + D",
                "{CM(1, 0.3, 0.2), NS}                | CM(1, 0.3, 0.2); NS",
                "{A({1, 2}), B}                       | A(1); A(2); B",
                "C(0.2..0.5 by 0.1)                   | C(0.2); C(0.3); C(0.4); C(0.5)",
                "C(0..1 by 0.5)                       | C(0); C(0.5); C(1)",
                "C({0.1, 0.3..0.5 by 0.1})            | C(0.1); C(0.3); C(0.4); C(0.5)",
                "C(10deg .. 20deg by 5deg)            | C(10deg); C(15deg); C(20deg)",
                "C(1e-3..3e-3 by 1e-3)                | C(0.001); C(0.002); C(0.003)",
                "0.5..1 by 0.5*I + 1rad..2rad by 1rad | 0.5*I + 1rad; 0.5*I + 2rad; 1*I + 1rad; 1*I + 2rad",
                "C(-1..1 by 1)                        | C(-1); C(0); C(1)",
                "CM(1, 0.1..0.2 by 0.1, {3, 4})       | CM(1, 0.1, 3); CM(1, 0.1, 4); CM(1, 0.2, 3); CM(1, 0.2, 4)",
            })
    void expands(String text, String expected) throws BraceException {
        assertThat(Braces.expand(text).stream().map(one -> one.text().strip()))
                .containsExactlyElementsOf(List.of(expected.split("; ?(?=\\S)")));
    }

    @Test
    void stepsAreExactDecimals() throws BraceException {
        // Adding 0.05 in binary gives 0.35000000000000003.
        assertThat(Braces.expand("0.2..0.5 by 0.05").stream().map(ExpandedText::text))
                .containsExactly("0.2", "0.25", "0.3", "0.35", "0.4", "0.45", "0.5");
    }

    @Test
    void knowsWhereEachCharacterWasWritten() throws BraceException {
        String text = "A({1, 22}) + B";
        ExpandedText second = Braces.expand(text).get(1);

        assertThat(second.text()).isEqualTo("A(22) + B");
        assertThat(second.origin(0)).isEqualTo(0);
        assertThat(second.origin(2)).isEqualTo(text.indexOf("22"));
        assertThat(second.origin(3)).isEqualTo(text.indexOf("22") + 1);
        assertThat(second.origin(8)).isEqualTo(text.indexOf("B"));
        assertThat(second.origin(9)).isEqualTo(text.length());
    }
}
