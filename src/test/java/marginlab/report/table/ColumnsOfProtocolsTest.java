package marginlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.experiment.setting.Settings;
import marginlab.file.npy.Npy;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.ReportFormat;
import marginlab.report.compare.RunComparison;
import marginlab.report.format.Legend;
import marginlab.report.format.Percent;
import marginlab.report.gate.Baseline;
import marginlab.report.gate.Gate;
import marginlab.report.gate.GateResult;
import marginlab.report.gate.GateTolerance;
import marginlab.report.gate.GateVerdict;
import marginlab.report.page.NoiseView;
import marginlab.report.table.Cell.Rank;
import marginlab.stats.Verdict;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of other figures than the accuracy on pairs. */
class ColumnsOfProtocolsTest {
    @TempDir
    private Path runs;

    private static Settings verifying(String verify) {
        SortedMap<String, String> flat =
                MadeUpSweep.settings(30, List.of("lfw")).flat();
        flat.put("verify", verify);
        return Settings.of(flat);
    }

    private static ProtocolOutcome outcome(String set, String variant, Map<String, Double> metrics, String... notes) {
        return new ProtocolOutcome(set, variant, new TreeMap<>(metrics), List.of(), List.of(notes));
    }

    private static ProtocolOutcome ijb(double tar, double eer) {
        return outcome("ijb-c", "ijb-11(N1D1F1)", Map.of("tar@far=1e-4", tar, "eer", eer));
    }

    private static ProtocolOutcome lfw(double accuracy) {
        return outcome("lfw", "ten-fold", Map.of("accuracy", accuracy));
    }

    /** What stands over a table, and that a set's figure is of the protocol that comes first. */
    @Test
    void areHeadedByFigureAndUnit() {
        Settings settings = verifying("lfw, ijb-c, megaface");
        SweepResults sweep = new MadeUpSweep()
                .scored(
                        "NS",
                        settings,
                        1,
                        lfw(0.9),
                        outcome("ijb-c", "ijb-1n(N1D1F1)", Map.of("rank-1", 0.5)),
                        ijb(0.8, 0.1),
                        outcome(
                                "megaface",
                                "megaface",
                                Map.of("rank-1@distractors=10", 0.9, "rank-1@distractors=1000", 0.6)))
                .sweep();

        AccuracyTable table = AccuracyTable.of(sweep);

        assertThat(table.headings()).containsExactly("lfw accuracy %", "ijb-c TAR@FAR=1e-4 %", "megaface rank-1 %");
        assertThat(table.rows().get(0).cells())
                .extracting(cell -> cell.samples().get(0).accuracy())
                .containsExactly(0.9, 0.8, 0.6);
        assertThat(ReportFormat.LATEX.text(Findings.of(sweep)))
                .contains("\\caption{Results, experiment ", "ijb-c TAR@FAR=1e-4 \\%");
        assertThat(Legend.of(table).get(0)).startsWith("Figures of the columns in percent at the last epoch");
    }

    /** Of errors the fewest are best, more of them are worse, and a gate fails on more. */
    @Test
    void countErrorsTheOtherWayRound() {
        Settings settings = verifying("ijb-c(figure=eer)");
        MadeUpSweep example = new MadeUpSweep().comparedWith("NS");
        MadeUpSweep later = new MadeUpSweep().comparedWith("NS");
        for (int seed = 1; seed <= 6; seed++) {
            example.scored("NS", settings, seed, ijb(0.8, 0.02 + 0.0001 * seed));
            example.scored("Softmax", settings, seed, ijb(0.8, 0.05 + 0.0002 * (seed % 3)));
            later.scored("NS", settings, seed, ijb(0.8, 0.04 + 0.0001 * seed));
            later.scored("Softmax", settings, seed, ijb(0.8, 0.01 + 0.0002 * (seed % 3)));
        }
        SweepResults sweep = example.sweep();

        AccuracyTable table = AccuracyTable.of(sweep);
        BaselineComparison comparison =
                BaselineComparisons.of(sweep, new PairDecisions(sweep), table).get(0);
        GateResult check = Gate.check(Baseline.of(sweep), later.sweep(), GateTolerance.of(0.001));

        assertThat(table.rows())
                .filteredOn(row -> row.objective().equals("NS"))
                .singleElement()
                .satisfies(row -> assertThat(row.cells().get(0).rank()).isEqualTo(Rank.BEST))
                .satisfies(row -> assertThat(row.cells().get(0).level()).isTrue());
        assertThat(comparison.seeds().mean()).isCloseTo(0.03 - 0.00015, within(1e-9));
        assertThat(comparison.verdict()).isEqualTo(Verdict.WORSE);
        assertThat(Legend.of(table)).contains("Less is better: ijb-c EER.");
        assertThat(check.rows())
                .extracting(entry -> entry.objective() + " " + entry.verdict())
                .containsExactlyInAnyOrder("NS " + GateVerdict.REGRESSED, "Softmax " + GateVerdict.PASSED);
        assertThat(ReportFormat.JSON.text(Findings.of(sweep))).contains("\"better\": \"lower\"");
    }

    /** Of 40 probes one finds the first 30 and the other all but the first 9, whose mates are found by it alone in 10. */
    @Test
    void areTestedByProbe() {
        Settings settings = verifying("tinyface");
        MadeUpSweep example = new MadeUpSweep().in(runs).comparedWith("NS");
        example.scored("NS", settings, 1, outcome("tinyface", "tinyface", Map.of("rank-1", 30 / 40.0)));
        example.scored("Softmax", settings, 1, outcome("tinyface", "tinyface", Map.of("rank-1", 31 / 40.0)));
        SweepResults sweep = example.sweep();
        boolean[] ours = new boolean[40];
        boolean[] theirs = new boolean[40];
        Arrays.fill(ours, 0, 30, true);
        Arrays.fill(theirs, 9, 40, true);
        keep(sweep.trials().get(0).id(), "tinyface@rank-1.npy", ours);
        keep(sweep.trials().get(1).id(), "tinyface@rank-1.npy", theirs);

        BaselineComparison comparison = BaselineComparisons.of(sweep, new PairDecisions(sweep), AccuracyTable.of(sweep))
                .get(0);

        assertThat(comparison.pairs().orElseThrow().pairs()).isEqualTo(40);
        assertThat(comparison.pairs().orElseThrow().wins()).isEqualTo(10);
        assertThat(comparison.pairs().orElseThrow().losses()).isEqualTo(9);
        assertThat(NoiseView.of(Findings.of(sweep)).rows().get(0).boxes().get(0).hover())
                .contains("of 40 probes 10 are won and 9 lost");
        assertThat(Gate.check(Baseline.of(sweep), sweep, GateTolerance.of(0.2)).rows())
                .allSatisfy(entry -> assertThat(entry.verdict()).isEqualTo(GateVerdict.PASSED));
    }

    private void keep(String trial, String name, boolean[] values) {
        Path scores = runs.resolve(trial).resolve("scores");
        scores.toFile().mkdirs();
        Npy.write(scores.resolve(name), values);
    }

    @Test
    void standBesideWhatThePaperPrints() {
        SortedMap<String, String> flat = MadeUpSweep.paper(64).flat();
        flat.put("verify", "megaface, ijb-c");
        Settings settings = Settings.of(flat);
        SweepResults sweep = new MadeUpSweep()
                .scored(
                        "ArcFace(0.5)",
                        settings,
                        1,
                        outcome("megaface", "megaface", Map.of("rank-1@distractors=1000000", 0.77)),
                        ijb(0.9, 0.02))
                .sweep();

        List<Cell> cells = AccuracyTable.of(sweep).rows().get(0).cells();

        assertThat(cells.get(0).references())
                .extracting(
                        reference -> reference.edition() + " " + reference.accuracy() + " " + reference.comparable())
                .containsExactly("v3, scale 64 0.775 true", "v4, scale 64 0.7742 false");
        assertThat(cells.get(1).references())
                .extracting(reference -> Percent.of(reference.accuracy()) + " "
                        + reference.differences().get(0))
                .containsExactly(
                        "95.60 train casia-webface (paper: ms1mv2)",
                        "92.10 train casia-webface (paper: vggface2)",
                        "92.79 train casia-webface (paper: vggface2)",
                        "96.83 train casia-webface (paper: ms1mv3)",
                        "97.27 train casia-webface (paper: ibug)");
    }

    @Test
    void sayWhyAFigureIsMissing() {
        Settings settings = verifying("ijb-c, ytf");
        String why = "no tar@far=1e-4: 300 impostor and 20 genuine pairs are too few to tell";
        SweepResults sweep = new MadeUpSweep()
                .scored("NS", settings, 1, outcome("ijb-c", "ijb-11(N1D1F1)", Map.of("eer", 0.1), why))
                .ended("NS", settings, 2, TrialState.FAILED, "no memory")
                .sweep();

        List<Cell> cells = AccuracyTable.of(sweep).rows().get(0).cells();

        assertThat(cells.get(0).gaps()).extracting(Cell.MissingSeed::reason).containsExactly(why, "no memory");
        assertThat(cells.get(1).gaps())
                .extracting(Cell.MissingSeed::reason)
                .containsExactly("ended without an accuracy on this set", "no memory");
    }

    @Test
    void comparesTwoRunsByTheirFigures() throws IOException {
        Settings settings = verifying("ijb-c");
        SweepResults sweep = new MadeUpSweep()
                .scored("NS", settings, 1, ijb(0.8125, 0.02))
                .scored("Softmax", settings, 1, ijb(0.75, 0.02))
                .sweep();

        String text = RunComparison.of(sweep.runs(), true).text(0);

        assertThat(text).containsPattern("ijb-c ijb-11\\(N1D1F1\\) TAR@FAR=1e-4 +81.25 +75.00");
    }
}
