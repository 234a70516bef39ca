package marginlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.experiment.setting.Settings;
import marginlab.stats.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineComparisonsTest {
    private static final Settings SETTINGS = MadeUpSweep.settings(30, List.of("plain"));

    @TempDir
    Path runs;

    /** 10 pairs wrong in one and 25 others in the other: McNemar's p is 0.0167. */
    @Test
    void readsTheDecisionsOfTheSamePairs() throws IOException {
        SweepResults sweep = MadeUpSweeps.withScores(runs);
        BaselineComparison comparison = BaselineComparisons.of(sweep, new PairDecisions(sweep), AccuracyTable.of(sweep))
                .get(0);
        assertThat(comparison.row().objective()).isEqualTo("NS");
        assertThat(comparison.pairs().orElseThrow().wins()).isEqualTo(10);
        assertThat(comparison.pairs().orElseThrow().losses()).isEqualTo(25);
        assertThat(comparison.pairs().orElseThrow().p()).isCloseTo(0.016673847800120715, within(1e-12));
        assertThat(comparison.test().pAdjusted()).as("one seed has no scatter").isEmpty();
        assertThat(comparison.people()).as("nobody knows who is on the pairs").isEmpty();
        assertThat(comparison.verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void doesWithoutScoresThatAreCutShort() throws IOException {
        SweepResults sweep = MadeUpSweeps.withScores(runs);
        Path scores = runs.resolve(sweep.trials().get(0).id()).resolve("scores/plain.npy");
        Files.write(scores, List.of("not an array"));
        BaselineComparison comparison = BaselineComparisons.of(sweep, new PairDecisions(sweep), AccuracyTable.of(sweep))
                .get(0);
        assertThat(comparison.pairs()).isEmpty();
        assertThat(comparison.verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void neverLeavesTheRunFolder() throws IOException {
        Files.createDirectories(runs.resolve("secret"));
        SweepResults sweep = new MadeUpSweep().in(runs).sweep();
        assertThat(new PairDecisions(sweep).scores("run", "../../secret/plain")).isEmpty();
    }

    /** Differences of -0.1 and -0.11; of +0.001 and -0.001: one row alone has one degree of freedom, the table lends more. */
    @Test
    void findsWhatTheNoiseOfTheTableAllows() {
        SweepResults sweep = new MadeUpSweep()
                .comparedWith("ArcFace(0.5)")
                .done("ArcFace(0.5)", SETTINGS, 1, 0.90)
                .done("ArcFace(0.5)", SETTINGS, 2, 0.90)
                .done("NS", SETTINGS, 1, 0.80)
                .done("NS", SETTINGS, 2, 0.79)
                .done("Softmax", SETTINGS, 1, 0.901)
                .done("Softmax", SETTINGS, 2, 0.899)
                .sweep();
        List<BaselineComparison> comparisons =
                BaselineComparisons.of(sweep, new PairDecisions(sweep), AccuracyTable.of(sweep));
        assertThat(comparisons).extracting(c -> c.row().objective()).containsExactly("Softmax", "NS");
        assertThat(comparisons)
                .extracting(BaselineComparison::verdict)
                .containsExactly(Verdict.UNDECIDED, Verdict.WORSE);
        assertThat(comparisons.get(1).test().freedom()).isBetween(1.0, 2.0);
        assertThat(comparisons.get(1).test().pAdjusted().orElseThrow())
                .isGreaterThan(comparisons.get(1).test().p().orElseThrow());
        assertThat(comparisons.get(1).seeds().p().orElseThrow()).isGreaterThan(0.02);
    }

    @Test
    void comparesWithTheBaselineOfTheSameScale() {
        AccuracyTable table = AccuracyTable.of(MadeUpSweeps.paper());
        TableRow row = table.rows().stream()
                .filter(r -> r.label().equals("Softmax"))
                .findFirst()
                .orElseThrow();
        assertThat(BaselineComparisons.baselineOf(table, row).orElseThrow().label())
                .isEqualTo("NS [scale=64]");
    }

    /** A file names a row by what it gives; in the table two settings tell the rows of NS apart, or none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NS [embedding=64]",
                "NS [embedding=64, scale=30]",
                "NS [scale=64]",
                "NS [embedding=128, scale=64]"
            })
    void findsTheBaselineByAnyOfItsFactors(String label) {
        SweepResults sweep = new MadeUpSweep()
                .comparedWith(label)
                .done("NS", MadeUpSweep.settings(30, List.of("plain"), 64), 1, 0.8)
                .done("NS", MadeUpSweep.settings(64, List.of("plain"), 128), 1, 0.8)
                .done("ArcFace(0.5)", SETTINGS, 1, 0.9)
                .sweep();
        assertThat(AccuracyTable.of(sweep).rows().stream()
                        .filter(TableRow::baseline)
                        .map(TableRow::objective))
                .containsExactly("NS");
    }

    @Test
    void saysNothingWithoutABaseline() {
        SweepResults sweep =
                new MadeUpSweep().comparedWith("").done("NS", SETTINGS, 1, 0.8).sweep();
        assertThat(BaselineComparisons.of(sweep, new PairDecisions(sweep), AccuracyTable.of(sweep)))
                .isEmpty();
    }

    /** The loss with pairs brings its own sampling, and still has the baseline of its scale. */
    @Test
    void comparesUnderTheSettingsThatTellTheBaselinesApart() {
        Settings wide = MadeUpSweep.settings(64, List.of("plain"));
        SweepResults sweep = new MadeUpSweep()
                .comparedWith("ArcFace(0.5)")
                .done("ArcFace(0.5)", SETTINGS, 1, 0.90)
                .done("ArcFace(0.5)", wide, 1, 0.91)
                .done("Triplet(0.35)", MadeUpSweep.paired(wide), 1, 0.80)
                .sweep();
        List<BaselineComparison> comparisons =
                BaselineComparisons.of(sweep, new PairDecisions(sweep), AccuracyTable.of(sweep));
        assertThat(comparisons).hasSize(1);
        assertThat(comparisons.get(0).seeds().mean()).isCloseTo(-0.11, within(1e-12));
        assertThat(comparisons.get(0).row().differingFrom(comparisons.get(0).against()))
                .containsExactly("sampling 32 x 4, there shuffle");
    }
}
