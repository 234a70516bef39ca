package marginlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.experiment.setting.Settings;
import marginlab.report.format.CellText;
import marginlab.report.format.Legend;
import marginlab.report.table.Cell.Rank;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

class AccuracyTableTest {
    private static final Settings ONE_SET = MadeUpSweep.settings(30, List.of("lfw"));

    @Test
    void putsObjectivesInThePapersOrderAndOthersLast() {
        MadeUpSweep example = new MadeUpSweep();
        List.of(
                        "Centre",
                        "ArcFace(0.5) + Triplet(0.35)",
                        "Triplet(0.35)",
                        "NS + Intra + Inter",
                        "NS",
                        "Softmax",
                        "CM(1, 0.3, 0.2)",
                        "CosFace(0.35)",
                        "SphereFace(1.35)",
                        "ArcFace(0.5)",
                        "ArcFace(0.45)",
                        "Another")
                .forEach(label -> example.planned(label, ONE_SET, 1));
        assertThat(AccuracyTable.of(example.sweep()).rows())
                .extracting(TableRow::objective)
                .containsExactly(
                        "ArcFace(0.45)",
                        "ArcFace(0.5)",
                        "SphereFace(1.35)",
                        "CosFace(0.35)",
                        "CM(1, 0.3, 0.2)",
                        "Softmax",
                        "NS",
                        "NS + Intra + Inter",
                        "Triplet(0.35)",
                        "ArcFace(0.5) + Triplet(0.35)",
                        "Centre",
                        "Another");
    }

    @Test
    void splitsRowsByWhatVariesAndNamesNothingElse() {
        AccuracyTable table = AccuracyTable.of(MadeUpSweeps.paper());
        assertThat(table.factors()).containsExactly("scale");
        assertThat(table.rows())
                .extracting(TableRow::label)
                .containsExactly("ArcFace(0.5)", "Softmax", "NS [scale=64]", "NS [scale=20]");
    }

    @Test
    void saysInEachCellWhichEpochItIsOf() {
        Settings last = MadeUpSweep.settings(30, List.of("plain", "profile"));
        Map<String, String> flat = new TreeMap<>(last.flat());
        flat.putAll(Map.of("epoch", "best", "watch", "plain"));
        Settings best = Settings.of(flat);
        AccuracyTable table = AccuracyTable.of(new MadeUpSweep()
                .done("NS", last, 1, 0.8, 0.7)
                .done("NS", best, 1, 0.82, 0.7)
                .sweep());

        assertThat(table.factors()).containsExactly("epoch", "watch");
        assertThat(table.rows())
                .extracting(row -> row.cells().get(1).epoch())
                .containsExactly("last epoch", "best epoch on plain");
        assertThat(CellText.count(table.rows().get(1).cells().get(1))).isEqualTo("(1, best epoch)");
        assertThat(Legend.of(table))
                .anyMatch(line -> line.contains("the last epoch, or the best epoch on plain where a cell says so"))
                .anyMatch(line -> line.contains("on plain itself: that column is optimistic"));
    }

    @Test
    void tellsThePapersVersionsApartByScale() {
        AccuracyTable table = AccuracyTable.of(MadeUpSweeps.paper());
        assertThat(references(table, "NS [scale=64]")).containsExactly("v3/v4, scale 64");
        assertThat(references(table, "NS [scale=20]")).containsExactly("v4, scale 20");
    }

    @Test
    void comparesWithThePaperOnlyInItsSetting() {
        AccuracyTable table = AccuracyTable.of(MadeUpSweeps.paper());
        Cell same = row(table, "NS [scale=64]").cells().get(0);
        Cell other = row(table, "ArcFace(0.5)").cells().get(0);
        assertThat(same.references().get(0).comparable()).isTrue();
        assertThat(other.references().get(0).differences()).containsExactly("scale 30 (paper: 64)");
    }

    @Test
    void hasNoPaperFigureForAColumnThatThePaperLacks() {
        assertThat(AccuracyTable.of(MadeUpSweeps.small()).hasReference(0)).isFalse();
    }

    @Test
    void ranksByTheFigureAsPrinted() {
        MadeUpSweep example = new MadeUpSweep()
                .done("NS", ONE_SET, 1, 0.90001)
                .done("Softmax", ONE_SET, 1, 0.90003)
                .done("ArcFace(0.5)", ONE_SET, 1, 0.8990)
                .done("CosFace(0.35)", ONE_SET, 1, 0.8000);
        AccuracyTable table = AccuracyTable.of(example.sweep());
        assertThat(rank(table, "NS")).isEqualTo(Rank.BEST);
        assertThat(rank(table, "Softmax")).isEqualTo(Rank.BEST);
        assertThat(rank(table, "ArcFace(0.5)")).isEqualTo(Rank.SECOND);
        assertThat(rank(table, "CosFace(0.35)")).isEqualTo(Rank.OTHER);
    }

    @Test
    void keepsEveryPlannedSeedAsASampleOrAGap() {
        MadeUpSweep example = new MadeUpSweep()
                .done("NS", ONE_SET, 1, 0.9)
                .ended("NS", ONE_SET, 2, TrialState.CRASHED, "killed by signal 9")
                .done("NS", ONE_SET, 3);
        example.planned("NS", ONE_SET, 4);
        Cell cell = AccuracyTable.of(example.sweep()).rows().get(0).cells().get(0);
        assertThat(cell.planned()).isEqualTo(4);
        assertThat(cell.gaps())
                .extracting(Cell.MissingSeed::label)
                .containsExactly("seed 2 crashed", "seed 3 done", "seed 4 planned");
        assertThat(cell.summary().orElseThrow().mean()).isEqualTo(0.9);
    }

    @Test
    void isEmptyForAnExperimentWithoutTrials() {
        assertThat(AccuracyTable.of(new MadeUpSweep().sweep()).rows()).isEmpty();
    }

    private static TableRow row(AccuracyTable table, String label) {
        return table.rows().stream()
                .filter(row -> row.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Rank rank(AccuracyTable table, String label) {
        return row(table, label).cells().get(0).rank();
    }

    private static List<String> references(AccuracyTable table, String label) {
        return row(table, label).cells().get(0).references().stream()
                .map(Cell.Reference::edition)
                .toList();
    }
}
