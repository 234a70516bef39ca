package marginlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import marginlab.experiment.ProblemException;
import marginlab.experiment.Settings;
import marginlab.stats.Verdict;
import marginlab.store.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class GateTest {
    private static final Settings SETTINGS = Example.settings(30, List.of("plain"));
    private static final double HALF_A_POINT = 0.005;

    @TempDir
    Path folder;

    @Test
    void passesTheSameFigures() {
        Check check = Gate.check(Baseline.of(sweep(0, 0)), sweep(0, 0), HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(check.rows()).hasSize(2);
        assertThat(check.rows().get(0).difference()).contains(0.0);
    }

    @Test
    void failsWhenEverySeedOfARowDropped() {
        Check check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.03, 0.001), HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(check.rows()).extracting(Check.Entry::verdict).containsExactly(Verdict.REGRESSED, Verdict.PASSED);
    }

    @Test
    void isInconclusiveWhenSeedsScatterMoreThanTheTolerance() {
        Check check = Gate.check(Baseline.of(sweep(0, 0)), sweep(0, 0.02), HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    /**
     * Differences -0.031 and -0.021, and 0 and 0.01: mean -0.026, s^2 = 0.0001 / 2, standard error 0.005 with 2 degrees of
     * freedom. t is 4.303 at 95 % and 6.205 at 97.5 %, half widths 0.0215 and 0.0310.
     */
    @Test
    void asksMoreOfOneCellThatFailsAmongTwo() {
        Check check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.031, 0.01), 0);
        assertThat(check.rows().get(0).interval().orElseThrow().high()).isCloseTo(-0.0045, within(1e-4));
        assertThat(check.rows().get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void isIncompleteWhenASeedIsMissing() {
        Sweep now = new Example()
                .done("ArcFace(0.5)", SETTINGS, 1, 0.89)
                .ended("ArcFace(0.5)", SETTINGS, 2, State.CRASHED, "killed")
                .done("NS", SETTINGS, 1, 0.81)
                .done("NS", SETTINGS, 2, 0.82)
                .sweep();
        assertThat(Gate.check(Baseline.of(sweep(0, 0)), now, HALF_A_POINT).verdict())
                .isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void isIncompleteWhenARowIsGone() {
        Sweep now = new Example()
                .done("NS", SETTINGS, 1, 0.81)
                .done("NS", SETTINGS, 2, 0.82)
                .sweep();
        assertThat(Gate.check(Baseline.of(sweep(0, 0)), now, HALF_A_POINT).verdict())
                .isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void refusesOtherSettingsAndNamesThem() {
        Settings other = Example.settings(64, List.of("plain"));
        Sweep now = new Example()
                .done("NS", other, 1, 0.81)
                .done("ArcFace(0.5)", other, 1, 0.89)
                .sweep();
        Check check = Gate.check(Baseline.of(sweep(0, 0)), now, HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(check.differences()).containsExactly("scale: 30 in the baseline, 64 now");
    }

    /** One seed has no scatter, but 600 pairs have: 10 against 25 wrong ones is 2.5 points, 0.6 to 4.4. */
    @Test
    void readsPairsWhereThereIsOneSeed() throws IOException {
        Sweep sweep = Sweeps.withScores(folder);
        Baseline baseline = Baseline.of(sweep);
        Baseline.Line arcFace = baseline.rows().get(0);
        Baseline.Line asNs = new Baseline.Line("NS", arcFace.settings(), arcFace.fingerprints(), arcFace.protocols());
        Check check = Gate.check(new Baseline(Baseline.FORMAT, "example", List.of(asNs)), sweep, HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(Percent.difference(
                        check.rows().get(0).interval().orElseThrow().low()))
                .isEqualTo("-4.42");
        assertThat(Gate.check(baseline, sweep, 0).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void keepsABaselineInAFile() throws IOException {
        Baseline baseline = Baseline.of(Sweeps.withScores(folder));
        Path file = folder.resolve("baselines/quickstart.json");
        baseline.write(file);
        assertThat(Baseline.read(file)).isEqualTo(baseline);
        assertThat(Files.size(file)).as("bytes for 2 x 600 pairs").isLessThan(8000);
    }

    @Test
    void refusesWhatIsNoBaseline() throws IOException {
        Path file = folder.resolve("other.json");
        for (String text : List.of("", "{}", "[1]", "{\"format\":\"marginlab-baseline/1\"}", "{\"format\":")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Baseline.read(file))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("other.json");
        }
        assertThatThrownBy(() -> Baseline.read(folder.resolve("nowhere.json")))
                .hasMessageContaining("no such file")
                .hasMessageContaining("baseline");
    }

    @Test
    void writesJUnitThatAnXmlParserReads() throws Exception {
        Check check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.03, 0.001), HALF_A_POINT);
        String xml = CheckText.junit(check, "quick<start> \"&\" \u0007");
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure")).isNotNull();
    }

    @Test
    void printsATableThatNamesTheVerdict() {
        Check check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.03, 0.001), HALF_A_POINT);
        assertThat(CheckText.table(check))
                .contains("ArcFace(0.5)  plain        88.00    85.05")
                .contains("Regressed: a cell is surely worse than its baseline by more than 0.50 points.");
        assertThat(check.json()).contains("\"verdict\": \"regressed\"", "\"protocol\": \"plain\"");
    }

    /** Two rows, two seeds: ArcFace moved by a shift, the second seeds by a scatter. */
    private static Sweep sweep(double shift, double scatter) {
        return new Example()
                .done("ArcFace(0.5)", SETTINGS, 1, 0.89 + shift)
                .done("ArcFace(0.5)", SETTINGS, 2, 0.87 + shift + scatter)
                .done("NS", SETTINGS, 1, 0.81)
                .done("NS", SETTINGS, 2, 0.82 + scatter)
                .sweep();
    }
}
