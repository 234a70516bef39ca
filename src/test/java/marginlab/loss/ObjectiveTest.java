package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import marginlab.loss.label.LabelException;
import marginlab.loss.label.TermParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectiveTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Softmax",
                "NS + Intra + Inter",
                "ArcFace(0.5)",
                "CosFace(0.35)",
                "SphereFace(1.35)",
                "CM(1, 0.3, 0.2)",
                "ArcFace(0.5) + Triplet(0.35)",
                "Triplet(0.35)",
                "ArcFace(0.5) + 0.5 * Intra",
                "ArcFace(1e-20)"
            })
    void labelIsTheTextItWasReadFrom(String label) {
        assertThat(Objective.parse(label).label()).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ArcFace(28.6deg)        | ArcFace(0.4991641660703783)
            ArcFace( .50rad )+Intra | ArcFace(0.5) + Intra
            ArcFace                 | ArcFace(0.5)
            CM(1,0,0)               | NS
            CM(1, 0, 0.35)          | CosFace(0.35)
            1 * NS                  | NS
            5e-1*Intra+NS           | 0.5 * Intra + NS
            SphereFace(4.0)         | SphereFace(4)
            MV-Arc(90deg, 1.2)      | MV-Arc(1.5707963267948966, 1.2)
            """)
    void writesTheShortestForm(String text, String label) {
        assertThat(Objective.parse(text).label()).isEqualTo(label);
        assertThat(Objective.parse(label)).isEqualTo(Objective.parse(text));
    }

    @Test
    void randomObjectivesParseBack() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5_000; i++) {
            Objective objective = randomObjective(random);
            assertThat(Objective.parse(objective.label())).isEqualTo(objective);
        }
    }

    private static Objective randomObjective(SplittableRandom random) {
        List<Objective.Addend> addends = new ArrayList<>();
        int count = random.nextInt(1, 4);
        while (addends.size() < count) {
            TermKind entry = TermKind.values()[random.nextInt(TermKind.values().length)];
            Term term = entry.create(entry.parameters().stream()
                    .mapToDouble(parameter -> randomNumber(random, parameter))
                    .toArray());
            double weight = random.nextBoolean() ? 1 : Math.exp(40 * random.nextDouble() - 20);
            boolean fits = addends.stream()
                    .noneMatch(a -> Objective.excludes(a.term(), term) || Objective.excludes(term, a.term()));
            if (fits && addends.stream().noneMatch(a -> a.term().equals(term))) {
                addends.add(new Objective.Addend(weight, term));
            }
        }
        return new Objective(addends);
    }

    private static double randomNumber(SplittableRandom random, TermParameter parameter) {
        while (true) {
            double any = random.nextBoolean() ? random.nextDouble(4) : random.nextInt(100) / 20.0;
            if (parameter.range().contains(any)) {
                return any;
            }
        }
    }

    @Test
    void labelIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Objective.parse("ArcFace(0.5) + 0.25 * Intra").label()).isEqualTo("ArcFace(0.5) + 0.25 * Intra");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ArcFac(0.5)       | 0  | ArcFac      | a loss               | Did you mean ArcFace?
            arcface(0.5)      | 0  | arcface     | a loss               | Did you mean ArcFace?
            ArcFace(3.2)      | 8  | 3.2         | m, an angle in [0, pi) |
            ArcFace(-1)       | 8  | -1          | m, an angle in [0, pi) |
            ArcFace(180deg)   | 8  | 180deg      | m, an angle in [0, pi) |
            ArcFace(NaN)      | 8  | NaN         | m, an angle in [0, pi) |
            CosFace(2)        | 8  | 2           | m, a number in [0, 2) |
            CosFace(0.3deg)   | 8  | 0.3deg      | without a unit       |
            SphereFace(0)     | 11 | 0           | m, a number above 0  |
            SphereFace(1e999) | 11 | 1e999       | m, a number above 0  |
            CM(1, 0.3, 2.5)   | 11 | 2.5         | m3, a number in [0, 2) |
            CM(1, 0.3, 0.2, 1)| 14 | ,           | ) after the 3 numbers of CM |
            ArcFace(0.5       | 11 | the end     | )                    |
            ArcFace(0.5) Intra| 13 | Intra       | + or the end         |
            ArcFace(0.5) +    | 14 | the end     | a loss               |
            0.5 Intra         | 4  | Intra       | * and a term         |
            0 * Intra         | 0  | 0           | a weight above 0     |
            NS + ArcFace(0)   | 5  | NS again    | each term once       |
            SubCenter + Inter | 12 | Inter beside SubCenter(0.5, 3) | the same number of centres |
            Intra(1)          | 6  | 1           | ) after the 0 numbers of Intra |
            ``                | 0  | the end     | a loss               |
            """)
    void saysWhereALabelIsWrong(String label, int offset, String found, String expected, String hint) {
        assertThatThrownBy(() -> Objective.parse(label)).isInstanceOfSatisfying(LabelException.class, e -> {
            assertThat(e.offset()).isEqualTo(offset);
            assertThat(e.found()).isEqualTo(found);
            assertThat(e.expected()).contains(expected);
            assertThat(e.hint()).isEqualTo(hint == null ? "" : hint);
            assertThat(e.label()).isEqualTo(label);
        });
    }

    @Test
    void knowsWhatItsTermsNeed() {
        assertThat(Objective.parse("Triplet(0.35)").usesCentres()).isFalse();
        assertThat(Objective.parse("Triplet(0.35)").needsPairs()).isTrue();
        assertThat(Objective.parse("ArcFace(0.5) + Triplet(0.35)").usesCentres())
                .isTrue();
        assertThat(Objective.parse("Softmax").usesBias()).isTrue();
        assertThat(Objective.parse("NS").usesBias()).isFalse();
    }

    @Test
    void everyNameOfTheCatalogueParsesToItsPublishedNumbers() {
        Arrays.stream(TermKind.values())
                .forEach(entry -> assertThat(Objective.parse(entry.title())).isEqualTo(Objective.of(entry.standard())));
    }
}
