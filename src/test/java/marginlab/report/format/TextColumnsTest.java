package marginlab.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import marginlab.progress.DisplayWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextColumnsTest {
    private static final List<List<String>> GATE = List.of(
            List.of("Objective", "Protocol", "baseline", "current", "difference", "95 % interval", "verdict"),
            List.of("ArcFace(0.5)", "faces-pairs", "82.10", "73.10", "-9.00", "-12.01 to -5.99", "regressed"));

    @Test
    void areAsLongAsTheyAreWhereThereIsNoTerminal() {
        assertThat(TextColumns.of(GATE, 2, 2, 0)).isEqualTo("""
                Objective     Protocol     baseline  current  difference    95 % interval    verdict
                ArcFace(0.5)  faces-pairs     82.10    73.10       -9.00  -12.01 to -5.99  regressed
                """);
    }

    @Test
    void standInBlocksWhereTheTerminalIsNarrow() {
        assertThat(TextColumns.of(GATE, 2, 2, 60)).isEqualTo("""
                Objective     Protocol     baseline  current  difference
                ArcFace(0.5)  faces-pairs     82.10    73.10       -9.00

                Objective     Protocol       95 % interval    verdict
                ArcFace(0.5)  faces-pairs  -12.01 to -5.99  regressed
                """);
    }

    @Test
    void longNamesGoOnUnderThemselvesAndNothingOfThemIsLost() {
        List<List<String>> lines = List.of(
                List.of("ID", "ROW"),
                List.of("f4a57e1b7298", "ArcFace(0.5) + Intra + 0.5 * Triplet(0.35) [scale=64]"),
                List.of("83f2e5439386", "x".repeat(50)));
        assertThat(TextColumns.of(lines, 2, 1, 40)).isEqualTo("""
                ID            ROW
                f4a57e1b7298  ArcFace(0.5) + Intra + 0.5
                              * Triplet(0.35) [scale=64]
                83f2e5439386  xxxxxxxxxxxxxxxxxxxxxxxxxx
                              xxxxxxxxxxxxxxxxxxxxxxxx
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 140})
    void noLineIsWiderThanTheTerminal(int width) {
        List<List<String>> lines = List.of(
                List.of("", "one", "other"),
                List.of("schedule", "batch 16, rate 0.0125, curve cosine, stop-at 40 epochs", "batch 32"),
                List.of("顔の写真の集まり", "fingerprint-".repeat(9), "-"));
        assertThat(TextColumns.of(lines, 3, 1, width).lines()).allMatch(line -> DisplayWidth.of(line) <= width);
        assertThat(TextColumns.of(GATE, 2, 2, Math.max(60, width)).lines())
                .allMatch(line -> line.length() <= Math.max(60, width));
    }
}
