package marginlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import marginlab.experiment.setting.Settings;
import marginlab.report.table.LevelRows.Group;
import org.junit.jupiter.api.Test;

class LevelRowsTest {
    private static final Settings SETTINGS = MadeUpSweep.settings(30, List.of("plain", "age"));

    /** Heights 90, 90, 85 and 80 with a hundredth of noise: the first two are level. */
    private static MadeUpSweep sweep() {
        MadeUpSweep made = new MadeUpSweep();
        double[] noise = {0.001, -0.001, 0.0005, -0.0005, 0.0002};
        for (int seed = 1; seed <= 5; seed++) {
            double e = noise[seed - 1];
            double f = noise[seed % 5];
            double g = noise[(seed + 2) % 5];
            made.done("NS", SETTINGS, seed, 0.80 + e, 0.80 + f);
            made.done("Softmax", SETTINGS, seed, 0.85 + f, 0.85 + g);
            made.done("ArcFace(0.5)", SETTINGS, seed, 0.90 + g, 0.90 + e);
            made.done("CosFace(0.35)", SETTINGS, seed, 0.9001 + e, 0.9001 + e);
        }
        return made;
    }

    @Test
    void joinsWhatIsNotToldApart() {
        AccuracyTable table = AccuracyTable.of(sweep().sweep());
        LevelRows level = LevelRows.of(table).orElseThrow();
        assertThat(level.rows().stream().map(row -> table.rows().get(row).objective()))
                .containsExactly("CosFace(0.35)", "ArcFace(0.5)", "Softmax", "NS");
        assertThat(level.means()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(level.groups()).containsExactly(new Group(0, 1));
    }

    @Test
    void leavesOutRowsWithoutAFigure() {
        MadeUpSweep made = sweep();
        made.planned("Triplet(0.35)", SETTINGS, 1);
        assertThat(LevelRows.of(AccuracyTable.of(made.sweep())).orElseThrow().rows())
                .hasSize(4);
    }

    @Test
    void isAbsentForOneRow() {
        assertThat(LevelRows.of(AccuracyTable.of(
                        new MadeUpSweep().done("NS", SETTINGS, 1, 0.8, 0.8).sweep())))
                .isEmpty();
    }

    @Test
    void takesTheOnlyColumn() {
        Settings one = MadeUpSweep.settings(30, List.of("plain"));
        LevelRows level = LevelRows.of(AccuracyTable.of(new MadeUpSweep()
                        .done("NS", one, 1, 0.8)
                        .done("Softmax", one, 1, 0.9)
                        .sweep()))
                .orElseThrow();
        assertThat(level.column().set()).isEqualTo("plain");
        assertThat(level.groups()).as("one seed tells nobody apart").containsExactly(new Group(0, 1));
    }
}
