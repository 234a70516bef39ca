package marginlab.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Random;
import marginlab.experiment.setting.Settings;
import marginlab.report.table.BestMargin;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.Test;

class BestMarginTextTest {
    private static final Settings SETTINGS = MadeUpSweep.settings(30, List.of("plain"));

    /** Margins 0.1 to 0.5: those from 0.2 to 0.4 are as good as each other, the ends 5 points below. */
    private static SweepResults sweep(int seeds, String after, double... heights) {
        Random random = new Random(1);
        MadeUpSweep made = new MadeUpSweep().named("margins", "").comparedWith("NS");
        for (int seed = 1; seed <= seeds; seed++) {
            double luck = 0.01 * random.nextGaussian();
            made.done("NS", SETTINGS, seed, 0.7 + luck);
            for (int margin = 1; margin <= heights.length; margin++) {
                made.done(
                        "ArcFace(0." + margin + ")" + after,
                        SETTINGS,
                        seed,
                        heights[margin - 1] + luck + 0.004 * random.nextGaussian());
            }
        }
        return made.sweep();
    }

    private static List<String> sentences(SweepResults sweep) {
        return VerdictText.of(Findings.of(sweep)).stream()
                .filter(sentence -> sentence.contains("(m)"))
                .toList();
    }

    @Test
    void saysWhichMarginsMayBeTheBest() {
        assertThat(sentences(sweep(5, "", 0.85, 0.90, 0.9005, 0.90, 0.85)))
                .singleElement()
                .asString()
                .matches(
                        "ArcFace\\(m\\): best is m = 0\\.[234] on plain \\(\\d\\d\\.\\d\\d\\), with 0\\.2 to 0\\.4 not told apart\\.");
    }

    @Test
    void saysThatABetterOneMayLieBeyondTheEnd() {
        assertThat(sentences(sweep(5, " + Intra", 0.80, 0.84, 0.88, 0.92)))
                .singleElement()
                .asString()
                .startsWith("ArcFace(m) + Intra: best is m = 0.4 on plain (")
                .endsWith("), told apart from all others. That is the end of what was tried: a better one may lie"
                        + " beyond it.");
    }

    @Test
    void saysOnceThatNoMarginIsToldApart() {
        assertThat(sentences(sweep(2, "", 0.900, 0.901, 0.900, 0.899)))
                .singleElement()
                .asString()
                .matches(
                        "ArcFace\\(m\\): no value from 0\\.1 to 0\\.4 can be told apart from the best, which is m = 0\\.\\d on plain"
                                + " \\(\\d\\d\\.\\d\\d\\)\\..*");
    }

    @Test
    void saysThatOneSeedTellsNothing() {
        assertThat(sentences(sweep(1, "", 0.85, 0.90, 0.86)))
                .singleElement()
                .asString()
                .endsWith(", of one seed, which tells nothing apart.");
    }

    @Test
    void twoMarginsAreNoSweep() {
        assertThat(sentences(sweep(3, "", 0.85, 0.90))).isEmpty();
    }

    @Test
    void variesOneParameterOfSeveral() {
        MadeUpSweep made = new MadeUpSweep().named("combined", "").comparedWith("CM(1, 0.3, 0.2)");
        for (int seed = 1; seed <= 2; seed++) {
            for (String loss : List.of("CM(1, 0.3, 0.2)", "CM(1, 0.3, 0.1)", "CM(1, 0.3, 0.3)", "CM(1, 0.5, 0.2)")) {
                made.done(loss, SETTINGS, seed, 0.9);
            }
        }
        assertThat(Findings.of(made.sweep()).bestMargins())
                .extracting(BestMargin::family, BestMargin::tried)
                .containsExactly(tuple("CM(1, 0.3, m)", List.of(0.1, 0.2, 0.3)));
    }

    @Test
    void standsInTheResultsForScripts() {
        JsonObject results = JsonParser.parseString(
                        JsonResults.text(Findings.of(sweep(5, "", 0.85, 0.90, 0.9005, 0.90, 0.85))))
                .getAsJsonObject();

        JsonObject best = results.getAsJsonArray("bestMargins").get(0).getAsJsonObject();
        assertThat(best.get("family").getAsString()).isEqualTo("ArcFace(m)");
        assertThat(best.getAsJsonArray("tried")).hasSize(5);
        assertThat(best.getAsJsonArray("notToldApart").toString()).isEqualTo("[0.2,0.3,0.4]");
    }
}
