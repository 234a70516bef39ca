package marginlab.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import marginlab.experiment.setting.Settings;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.MadeUpSweeps;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
    private static final Settings SETTINGS = MadeUpSweep.settings(30, List.of("plain", "age"));

    /** NS is 5 points below ArcFace, CosFace its equal, Softmax so noisy that nobody knows. */
    private static SweepResults sweep(int seeds) {
        Random random = new Random(1);
        MadeUpSweep made = new MadeUpSweep().named("four", "").comparedWith("ArcFace(0.5)");
        for (int seed = 1; seed <= seeds; seed++) {
            double luck = 0.01 * random.nextGaussian();
            made.done("ArcFace(0.5)", SETTINGS, seed, at(0.9, luck, random), at(0.8, luck, random));
            made.done("CosFace(0.35)", SETTINGS, seed, at(0.9, luck, random), at(0.8, luck, random));
            made.done("NS", SETTINGS, seed, at(0.85, luck, random), at(0.75, luck, random));
            double wild = 0.02 * random.nextGaussian();
            made.done("Softmax", SETTINGS, seed, at(0.895, wild, random), at(0.795, wild, random));
        }
        return made.sweep();
    }

    private static double at(double height, double luck, Random random) {
        return height + luck + 0.0005 * random.nextGaussian();
    }

    @Test
    void saysWhatIsBetterEqualAndUndecided() {
        List<String> sentences = VerdictText.of(Findings.of(sweep(10)));

        assertThat(sentences.get(0))
                .matches(
                        "ArcFace\\(0.5\\) is better than NS: by \\d\\.\\d\\d points \\(\\d\\.\\d\\d to \\d\\.\\d\\d\\) on plain,"
                                + " by .* on age and by .* on average\\.");
        assertThat(sentences.get(1))
                .isEqualTo("Equal to ArcFace(0.5) within 0.5 points: CosFace(0.35) in every column.");
        assertThat(sentences.get(2)).startsWith("All of this concerns the people in these sets");
        assertThat(sentences.get(3))
                .matches("Undecided against ArcFace\\(0.5\\): Softmax in every column\\. A true difference of .* points"
                        + " would have been found 4 times in 5\\. To tell a difference of 0.5 points from none"
                        + " takes about \\d+ seeds a row, \\d+ (hours|minutes) more of training as here\\.");
        assertThat(sentences).hasSize(4);
    }

    @Test
    void theTableOfATerminalExplainsItsSigns() {
        assertThat(TerminalTable.text(sweep(10), false, 0))
                .contains(" ≈ (10)", " ▼ (10)")
                .contains("\n≈ the best of its column, or not worse beyond the noise between seeds")
                .contains("\n▲ better and ▼ worse than ArcFace(0.5)");
        assertThat(TerminalTable.text(
                        new MadeUpSweep().done("NS", SETTINGS, 1, 0.9, 0.8).sweep(), false, 0))
                .doesNotContain("≈", "▲");
    }

    @Test
    void leavesTheTimeOutOfFilesThatAreComparedWithOthers() {
        Findings findings = Findings.of(sweep(10));
        List<String> timeless = VerdictText.of(findings).stream()
                .map(sentence -> sentence.replaceAll(", \\d+ (hours|minutes) more of training as here", ""))
                .toList();

        assertThat(VerdictText.untimed(findings)).isEqualTo(timeless).isNotEqualTo(VerdictText.of(findings));
        assertThat(MarkdownTable.text(findings)).contains("seeds a row.").doesNotContain("of training as here");
    }

    @Test
    void saysInALineHowManyAreDecided() {
        assertThat(VerdictText.shortly(Findings.of(sweep(10))))
                .isEqualTo("Verdict: of 9 comparisons with ArcFace(0.5), 0 better, 3 worse, 3 equal, 3 undecided.");
    }

    @Test
    void saysThatOneSeedTellsNothing() {
        assertThat(VerdictText.of(Findings.of(sweep(1))))
                .containsExactly(
                        "No row is told apart from ArcFace(0.5).",
                        "Undecided against ArcFace(0.5): CosFace(0.35), Softmax and NS in every column."
                                + " One common seed tells nothing of what another would give.");
    }

    @Test
    void saysWhyThereIsNoVerdict() {
        assertThat(VerdictText.of(Findings.of(new MadeUpSweep()
                        .done("NS", SETTINGS, 1, 0.9, 0.8)
                        .comparedWith("")
                        .sweep())))
                .containsExactly("No verdict: the experiment names no baseline to compare with.");
        assertThat(VerdictText.of(Findings.of(new MadeUpSweep()
                        .comparedWith("NS")
                        .done("NS", SETTINGS, 1, 0.9, 0.8)
                        .sweep())))
                .containsExactly("No verdict: no row has a result with a seed that the baseline has one with.");
    }

    @Test
    void beginsEveryTextAndEndsTheTerminal() {
        SweepResults sweep = MadeUpSweeps.large();
        String first = VerdictText.of(Findings.of(sweep)).get(0);
        String terminal = TerminalTable.text(sweep, false, 0);

        assertThat(terminal).startsWith(first);
        assertThat(terminal.stripTrailing()).endsWith(VerdictText.shortly(Findings.of(sweep)));
        assertThat(MarkdownTable.text(Findings.of(sweep))).contains("- ArcFace(0.5) is better than SphereFace(1.35)");
        assertThat(LatexTable.text(Findings.of(sweep)))
                .contains("$\\downarrow$ worse than ArcFace(0.5)", " $\\downarrow$ {");
    }

    @Test
    void saysNothingOfNewPeopleWhereNoFindingHoldsForThem() {
        assertThat(VerdictText.newPeople(1, List.of("Softmax on plain")))
                .isEqualTo("This concerns the people in these sets; their pairs show too few people to say the same of"
                        + " new ones.");
        assertThat(VerdictText.newPeople(2, List.of("Softmax on plain")))
                .contains("except for Softmax on plain, where");
        assertThat(VerdictText.newPeople(2, List.of())).endsWith("it also holds for new people like them.");
    }
}
