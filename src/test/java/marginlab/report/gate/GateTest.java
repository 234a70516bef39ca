package marginlab.report.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import marginlab.experiment.setting.Settings;
import marginlab.problem.ProblemException;
import marginlab.report.format.Percent;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.MadeUpSweeps;
import marginlab.report.table.SweepResults;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class GateTest {
    private static final Settings SETTINGS = MadeUpSweep.settings(30, List.of("plain"));
    private static final double HALF_A_POINT = 0.005;

    @TempDir
    Path folder;

    @Test
    void passesTheSameFigures() {
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(0, 0), HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(GateVerdict.PASSED);
        assertThat(check.rows()).hasSize(2);
        assertThat(check.rows().get(0).difference()).contains(0.0);
    }

    @Test
    void failsWhenEverySeedOfARowDropped() {
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.03, 0.001), HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(check.rows())
                .extracting(GateResult.Entry::verdict)
                .containsExactly(GateVerdict.REGRESSED, GateVerdict.PASSED);
    }

    @Test
    void isInconclusiveWhenSeedsScatterMoreThanTheTolerance() {
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(0, 0.02), HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
    }

    /**
     * Differences -0.031 and -0.021, and 0 and 0.01: mean -0.026, s^2 = 0.0001 / 2, standard error 0.005 with 2 degrees of
     * freedom. t is 4.303 at 95 % and 6.205 at 97.5 %, half widths 0.0215 and 0.0310.
     */
    @Test
    void asksMoreOfOneCellThatFailsAmongTwo() {
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.031, 0.01), 0);
        assertThat(check.rows().get(0).interval().orElseThrow().high()).isCloseTo(-0.0045, within(1e-4));
        assertThat(check.rows().get(0).verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
    }

    @Test
    void isIncompleteWhenASeedIsMissing() {
        SweepResults now = new MadeUpSweep()
                .done("ArcFace(0.5)", SETTINGS, 1, 0.89)
                .ended("ArcFace(0.5)", SETTINGS, 2, TrialState.CRASHED, "killed")
                .done("NS", SETTINGS, 1, 0.81)
                .done("NS", SETTINGS, 2, 0.82)
                .sweep();
        assertThat(Gate.check(Baseline.of(sweep(0, 0)), now, HALF_A_POINT).verdict())
                .isEqualTo(GateVerdict.INCOMPLETE);
    }

    @Test
    void isIncompleteWhenARowIsGone() {
        SweepResults now = new MadeUpSweep()
                .done("NS", SETTINGS, 1, 0.81)
                .done("NS", SETTINGS, 2, 0.82)
                .sweep();
        assertThat(Gate.check(Baseline.of(sweep(0, 0)), now, HALF_A_POINT).verdict())
                .isEqualTo(GateVerdict.INCOMPLETE);
    }

    @Test
    void refusesOtherSettingsAndNamesThem() {
        Settings other = MadeUpSweep.settings(64, List.of("plain"));
        SweepResults now = new MadeUpSweep()
                .done("NS", other, 1, 0.81)
                .done("ArcFace(0.5)", other, 1, 0.89)
                .sweep();
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), now, HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(GateVerdict.NOT_COMPARABLE);
        assertThat(check.differences()).containsExactly("scale: 30 in the baseline, 64 now");
    }

    /** One seed has no scatter, but 600 pairs have: 10 against 25 wrong ones is 2.5 points, 0.6 to 4.4. */
    @Test
    void readsPairsWhereThereIsOneSeed() throws IOException {
        SweepResults sweep = MadeUpSweeps.withScores(folder);
        Baseline baseline = Baseline.of(sweep);
        Baseline.Line arcFace = baseline.rows().get(0);
        Baseline.Line asNs = new Baseline.Line("NS", arcFace.settings(), arcFace.fingerprints(), arcFace.protocols());
        GateResult check = Gate.check(new Baseline(Baseline.FORMAT, "example", List.of(asNs)), sweep, HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(Percent.difference(
                        check.rows().get(0).interval().orElseThrow().low()))
                .isEqualTo("-4.42");
        assertThat(Gate.check(baseline, sweep, 0).verdict()).isEqualTo(GateVerdict.PASSED);
    }

    @Test
    void keepsABaselineInAFile() throws IOException {
        Baseline baseline = Baseline.of(MadeUpSweeps.withScores(folder));
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
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.03, 0.001), HALF_A_POINT);
        String xml = GateText.junit(check, "quick<start> \"&\" \u0007");
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
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.03, 0.001), HALF_A_POINT);
        assertThat(GateText.table(check))
                .contains("ArcFace(0.5)  plain        88.00    85.05")
                .contains("Regressed: a cell is surely worse than its baseline by more than 0.50 points.");
        assertThat(check.json()).contains("\"verdict\": \"regressed\"", "\"protocol\": \"plain\"");
    }

    /** Two rows, two seeds: ArcFace moved by a shift, the second seeds by a scatter. */
    private static SweepResults sweep(double shift, double scatter) {
        return new MadeUpSweep()
                .done("ArcFace(0.5)", SETTINGS, 1, 0.89 + shift)
                .done("ArcFace(0.5)", SETTINGS, 2, 0.87 + shift + scatter)
                .done("NS", SETTINGS, 1, 0.81)
                .done("NS", SETTINGS, 2, 0.82 + scatter)
                .sweep();
    }
}
