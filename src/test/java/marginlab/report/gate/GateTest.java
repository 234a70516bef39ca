package marginlab.report.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import marginlab.experiment.setting.Settings;
import marginlab.report.format.JsonResults;
import marginlab.report.format.MarkdownTable;
import marginlab.report.format.Percent;
import marginlab.report.format.TerminalTable;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.MadeUpSweeps;
import marginlab.report.table.SweepResults;
import marginlab.stats.Interval;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    static final Settings SETTINGS = MadeUpSweep.settings(30, List.of("plain"));

    static final GateTolerance HALF_A_POINT = GateTolerance.of(0.005);

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
                .extracting(GateResult.CheckedCell::verdict)
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
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(-0.031, 0.01), new GateTolerance(0, 1));
        assertThat(check.rows().get(0).interval().orElseThrow().high()).isCloseTo(-0.0045, within(1e-4));
        assertThat(check.rows().get(0).verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
    }

    /** A new user's own: two seeds that scatter, a row that fell from 72.83 to 63.83, and one that nobody touched. */
    @Test
    void failsAFallOfNinePointsHoweverFewTheSeeds() {
        SweepResults before = twoRows(0.7483, 0.7083, 0.81, 0.83);
        SweepResults now = twoRows(0.6983, 0.5783, 0.81, 0.83);
        GateResult check = Gate.check(Baseline.of(before), now, GateTolerance.of(0.03));

        assertThat(check.rows().get(0).difference().orElseThrow()).isCloseTo(-0.09, within(1e-9));
        assertThat(check.rows().get(0).verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(check.rows().get(0).reason()).isEqualTo("fell by 9.0, tolerated 3.0; more than 6.0 is never noise");
        assertThat(check.verdict().exitCode()).isEqualTo(3);
        assertThat(GateText.junit(check, "own"))
                .contains("failures=\"1\"")
                .contains("<failure message=\"regressed: fell by 9.0, tolerated 3.0; more than 6.0 is never noise"
                        + " (baseline 72.83, current 63.83, difference -9.00");
        assertThat(GateText.table(check, 0)).contains("ArcFace(0.5) on plain: fell by 9.0, tolerated 3.0");
    }

    @Test
    void takesTheLimitThatItIsGiven() {
        SweepResults before = twoRows(0.7483, 0.7083, 0.81, 0.83);
        SweepResults now = twoRows(0.6983, 0.5783, 0.81, 0.83);
        assertThat(Gate.check(Baseline.of(before), now, new GateTolerance(0.03, 0.10))
                        .verdict())
                .isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThatThrownBy(() -> new GateTolerance(0.03, 0.02)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The rows of another loss scatter by ten points; this one's decisions are what they were. */
    @Test
    void passesIdenticalDecisionsWhateverTheNoiseOfOtherRows() throws IOException {
        SweepResults sweep = MadeUpSweeps.withScores(folder);
        Baseline kept = Baseline.of(sweep);
        Baseline.BaselineRow arcFace = kept.rows().get(0);
        Baseline.BaselineRow other = kept.rows().get(1);
        TreeMap<String, List<Baseline.Seed>> worse = new TreeMap<>();
        other.protocols()
                .forEach((set, seeds) -> worse.put(
                        set,
                        seeds.stream()
                                .map(seed -> new Baseline.Seed(seed.seed(), seed.accuracy() + 0.01, null))
                                .toList()));
        Baseline.BaselineRow noisy =
                new Baseline.BaselineRow(other.objective(), other.settings(), other.fingerprints(), worse);
        GateResult check = Gate.check(
                new Baseline(Baseline.FORMAT, "example", List.of(arcFace, noisy)), sweep, GateTolerance.of(0));

        assertThat(check.rows().get(0).verdict()).isEqualTo(GateVerdict.PASSED);
        assertThat(check.rows().get(0).interval()).contains(new Interval(0, 0));
        assertThat(check.rows().get(0).reason()).isEqualTo("every decision is the same");
        assertThat(check.rows().get(1).verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
    }

    /** Four seeds of a quiet row have not moved by more than a hundredth of a point; those of a noisy one by three points. */
    @Test
    void judgesARowByItsOwnNoise() {
        MadeUpSweep before = new MadeUpSweep();
        MadeUpSweep now = new MadeUpSweep();
        double[] quiet = {0.0001, -0.0001, 0.0001, -0.0001, 0, 0.0001};
        double[] noisy = {0.03, -0.03, 0.02, -0.025, 0.03, -0.02};
        for (int seed = 1; seed <= 6; seed++) {
            for (String row : List.of("ArcFace(0.5)", "NS", "CosFace(0.35)", "Softmax")) {
                before.done(row, SETTINGS, seed, 0.9);
                now.done(row, SETTINGS, seed, 0.9 + (row.equals("NS") ? noisy : quiet)[seed - 1]);
            }
        }
        GateResult check = Gate.check(Baseline.of(before.sweep()), now.sweep(), HALF_A_POINT);

        assertThat(check.rows())
                .filteredOn(entry -> !entry.objective().equals("NS"))
                .hasSize(3)
                .allMatch(entry -> entry.verdict() == GateVerdict.PASSED);
        assertThat(check.rows())
                .filteredOn(entry -> entry.objective().equals("NS"))
                .allMatch(entry -> entry.verdict() == GateVerdict.INCONCLUSIVE);
    }

    @Test
    void marksRunsThatStandAtChance() {
        SweepResults sweep = twoRows(0.5, 0.512, 0.81, 0.83);
        GateResult check = Gate.check(Baseline.of(sweep), sweep, HALF_A_POINT);
        assertThat(check.rows().get(0).reason()).endsWith("; a seed is at chance level");
        assertThat(check.rows().get(1).reason()).doesNotContain("chance");
        assertThat(GateText.table(check, 0)).contains("a seed is at chance level");
        for (String text : List.of(
                TerminalTable.text(sweep, false, 0),
                MarkdownTable.text(Findings.of(sweep)),
                JsonResults.text(Findings.of(sweep)))) {
            assertThat(text).contains("ArcFace(0.5) on plain: seed 1 is at chance level (50.00 %)", "(51.20 %)");
        }
    }

    @Test
    void saysInJUnitWhatCannotBeCompared() {
        Settings other = MadeUpSweep.settings(64, List.of("plain"));
        SweepResults now = new MadeUpSweep()
                .done("NS", other, 1, 0.81)
                .done("ArcFace(0.5)", other, 1, 0.89)
                .sweep();
        assertThat(GateText.junit(Gate.check(Baseline.of(sweep(0, 0)), now, HALF_A_POINT), "own"))
                .contains("<failure message=\"not-comparable: scale: 30 in the baseline, 64 now");
    }

    /** The made-up runs do not say which code trained them, as those of earlier versions. */
    @Test
    void warnsOfResultsThatThisCodeDidNotTrain() {
        GateResult check = Gate.check(Baseline.of(sweep(0, 0)), sweep(0, 0), HALF_A_POINT);
        assertThat(check.warnings())
                .hasSize(1)
                .allMatch(line -> line.startsWith("4 results were trained by unknown code"));
        assertThat(GateText.table(check, 0)).contains("warning: 4 results were trained by unknown code");
        assertThat(GateText.junit(check, "own"))
                .contains("<system-out>warning: 4 results were trained by unknown code");
        assertThat(check.json()).contains("\"warnings\": [\n    \"4 results were trained by unknown code");
    }

    /** A third seed was added since; the mean beside the difference must be one that it follows from. */
    @Test
    void showsTheMeanOfTheSeedsThatAreCompared() {
        SweepResults more = new MadeUpSweep()
                .done("NS", SETTINGS, 1, 0.82)
                .done("NS", SETTINGS, 2, 0.83)
                .done("NS", SETTINGS, 3, 0.61)
                .sweep();
        Baseline baseline = Baseline.of(new MadeUpSweep()
                .done("NS", SETTINGS, 1, 0.81)
                .done("NS", SETTINGS, 2, 0.82)
                .sweep());

        GateResult.CheckedCell cell =
                Gate.check(baseline, more, HALF_A_POINT).rows().get(0);

        assertThat(cell.baseline().orElseThrow()).isCloseTo(0.815, within(1e-12));
        assertThat(cell.current().orElseThrow()).isCloseTo(0.825, within(1e-12));
        assertThat(cell.difference().orElseThrow()).isCloseTo(0.01, within(1e-12));
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
        Baseline.BaselineRow arcFace = baseline.rows().get(0);
        Baseline.BaselineRow asNs =
                new Baseline.BaselineRow("NS", arcFace.settings(), arcFace.fingerprints(), arcFace.protocols());
        GateResult check = Gate.check(new Baseline(Baseline.FORMAT, "example", List.of(asNs)), sweep, HALF_A_POINT);
        assertThat(check.verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(Percent.difference(
                        check.rows().get(0).interval().orElseThrow().low()))
                .isEqualTo("-4.42");
        assertThat(Gate.check(baseline, sweep, GateTolerance.of(0)).verdict()).isEqualTo(GateVerdict.PASSED);
    }

    private static SweepResults twoRows(double one, double two, double three, double four) {
        return new MadeUpSweep()
                .done("ArcFace(0.5)", SETTINGS, 1, one)
                .done("ArcFace(0.5)", SETTINGS, 2, two)
                .done("NS", SETTINGS, 1, three)
                .done("NS", SETTINGS, 2, four)
                .sweep();
    }

    /** Two rows, two seeds: ArcFace moved by a shift, the second seeds by a scatter. */
    static SweepResults sweep(double shift, double scatter) {
        return new MadeUpSweep()
                .done("ArcFace(0.5)", SETTINGS, 1, 0.89 + shift)
                .done("ArcFace(0.5)", SETTINGS, 2, 0.87 + shift + scatter)
                .done("NS", SETTINGS, 1, 0.81)
                .done("NS", SETTINGS, 2, 0.82 + scatter)
                .sweep();
    }
}
