package marginlab.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTextTest {
    @Test
    void leavesLettersOfAnyLanguage() {
        assertThat(PrintableText.of("Zo\u00eb \u5f20\u4f1f \ud83d\ude00"))
                .isEqualTo("Zo\u00eb \u5f20\u4f1f \ud83d\ude00");
    }

    @Test
    void showsWhatMovesTheCursorOrTurnsTheLineByItsNumber() {
        assertThat(PrintableText.of("a\u001b[31m\n\u009b\u202eb")).isEqualTo("a\\u001b[31m\\u000a\\u009b\\u202eb");
    }

    @Test
    void cutsATextThatIsEndless() {
        assertThat(new Problem("a.mat", "x".repeat(1_000_000), "a name").toString())
                .isEqualTo("a.mat: found " + "x".repeat(5000) + "...; expected a name");
    }
}
