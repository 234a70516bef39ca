package marginlab.experiment.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import marginlab.file.text.Decimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values whose text form is their name: it parses back to an equal value. */
final class SettingTextsRoundTripTest {
    @ParameterizedTest
    @CsvSource({"0.0005, 0.0005", "64, 64", "64.0, 64", "5e-4, 0.0005", "1E2, 100", "-0, 0", ".5, 0.5", "+3., 3"})
    void numbersHaveOneTextForm(String written, String label) {
        assertThat(Decimal.label(Decimal.parse(written))).isEqualTo(label);
    }

    @Test
    void everyNumberParsesBackInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Random random = new Random(1);
            for (int i = 0; i < 2_000; i++) {
                double value = Math.scalb(random.nextDouble() - 0.5, random.nextInt(80) - 40);
                assertThat(Decimal.parse(Decimal.label(value))).isEqualTo(value);
                assertThat(Decimal.label(value)).doesNotContain("E", ",");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1,5", "0x10", "1e", "1e999", "NaN", "Infinity", "1d", " 1", "--1"})
    void refusesWhatIsNoNumber(String text) {
        assertThat(Decimal.isNumber(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Decimal.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "32000, 32000",
        "15 epochs, 15 epochs",
        "15ep, 15 epochs",
        "1 epoch, 1 epochs",
        "1.5 epochs, 1.5 epochs",
        "7 iterations, 7",
        "0, 0"
    })
    void spansParseBack(String written, String label) {
        Span span = Span.parse(written);

        assertThat(span.label()).isEqualTo(label);
        assertThat(Span.parse(label)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "epochs", "5 years", "1e3", "5 epochs extra"})
    void refusesWhatIsNoSpan(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Span.parse(text));
    }

    @Test
    void spansCountIterations() {
        assertThat(Span.epochs(1.5).steps(101)).isEqualTo(152);
        assertThat(Span.iterations(7).steps(101)).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IR-50                         | IR-50",
                "IR(3-4-14-3, 64-128-256-512)  | IR-50",
                "IR(1-1-1-1,16-32-64-128)      | IR(1-1-1-1, 16-32-64-128)",
                "IR( 2-1, 8-16 , relu )        | IR(2-1, 8-16, relu)",
                "IR(2-1, 8-16, prelu)          | IR(2-1, 8-16)",
            })
    void networksParseBack(String written, String label) {
        Backbone backbone = Backbone.parse(written);

        assertThat(backbone.label()).isEqualTo(label);
        assertThat(Backbone.parse(label)).isEqualTo(backbone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IR-51", "IR(1-1)", "IR(1-1, 2)", "IR(0, 1)", "IR(1, 1, tanh)", "IR(1, 1", "ir-50"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Backbone.parse(text));
    }

    @Test
    void everyNamedNetworkHasItsDepthForName() {
        assertThat(Backbone.names()).contains("IR-18", "IR-34", "IR-50", "IR-100");
        for (String name : List.of("IR-18", "IR-34", "IR-50", "IR-100")) {
            int units = Backbone.named(name).units().stream().mapToInt(n -> n).sum();
            // Two convolutions a unit, the stem and the output layer.
            assertThat(2 * units + 2).isEqualTo(Integer.parseInt(name.substring(3)));
        }
    }

    @ParameterizedTest
    @CsvSource({"shuffle, shuffle", "32 x 4, 32 x 4", "32x4, 32 x 4"})
    void samplingsParseBack(String written, String label) {
        assertThat(Sampling.parse(written).label()).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "auto", "0 x 4", "32 x", "32 x 4 x 2", "-1 x 4"})
    void refusesWhatIsNoSampling(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sampling.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"512, 128 x 4", "128, 32 x 4", "8, 2 x 4", "10, 2 x 5", "9, 3 x 3", "4, 2 x 2", "14, 7 x 2"})
    void pairsFillTheBatchWithFourImagesOfEachWhereTheyCan(int batch, String expected) {
        assertThat(Sampling.pairs(batch).map(Sampling::label)).hasValue(expected);
        assertThat(Sampling.pairs(batch).orElseThrow().givesPairs()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 127})
    void noPairsFillABatchThatNothingDivides(int batch) {
        assertThat(Sampling.pairs(batch)).isEmpty();
    }
}
