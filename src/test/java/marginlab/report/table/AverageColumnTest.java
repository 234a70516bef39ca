package marginlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.experiment.setting.Settings;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

class AverageColumnTest {
    private static final Settings SETTINGS = MadeUpSweep.settings(30, List.of("plain", "profile"));

    /** Per seed 0.85 and 0.81; their deviation is that of trainings, not of sets. */
    @Test
    void averagesEachSeedOverTheSets() {
        AccuracyTable table = AccuracyTable.of(new MadeUpSweep()
                .done("NS", SETTINGS, 1, 0.9, 0.8)
                .done("NS", SETTINGS, 2, 0.84, 0.78)
                .done("Softmax", SETTINGS, 1, 0.7, 0.6)
                .sweep());
        Cell cell = cell(table, "NS");
        assertThat(table.average().orElseThrow().heading()).isEqualTo("Average");
        assertThat(cell.bySeed()).containsExactly(Map.entry(1L, 0.8500000000000001), Map.entry(2L, 0.81));
        assertThat(cell.summary().orElseThrow().deviation().orElseThrow())
                .isCloseTo(0.04 / Math.sqrt(2), within(1e-12));
        assertThat(cell.rank()).isEqualTo(Cell.Rank.BEST);
    }

    @Test
    void leavesOutASeedThatASetLacks() {
        ProtocolOutcome plain =
                new ProtocolOutcome("plain", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.9)), List.of());
        Cell cell = cell(
                AccuracyTable.of(new MadeUpSweep()
                        .done("NS", SETTINGS, 1, 0.9, 0.8)
                        .scored("NS", SETTINGS, 2, plain)
                        .ended("NS", SETTINGS, 3, TrialState.DIVERGED, "loss is NaN")
                        .sweep()),
                "NS");
        assertThat(cell.bySeed()).containsOnlyKeys(1L);
        assertThat(cell.gaps()).extracting(Cell.MissingSeed::seed).containsExactly(2L, 3L);
    }

    @Test
    void isOfOneFigureOnly() {
        Settings one = MadeUpSweep.settings(30, List.of("plain"));
        assertThat(AccuracyTable.of(new MadeUpSweep().done("NS", one, 1, 0.9).sweep())
                        .average())
                .isEmpty();
    }

    @Test
    void doesNotTakeTheNameOfASet() {
        Settings named = MadeUpSweep.settings(30, List.of("Average", "plain"));
        AccuracyTable table = AccuracyTable.of(
                new MadeUpSweep().done("NS", named, 1, 0.9, 0.8).sweep());
        assertThat(table.average().orElseThrow().title()).isEqualTo("Average of the sets");
    }

    private static Cell cell(AccuracyTable table, String objective) {
        for (int row = 0; row < table.rows().size(); row++) {
            if (table.rows().get(row).objective().equals(objective)) {
                return table.average().orElseThrow().cells().get(row);
            }
        }
        throw new AssertionError("no row of " + objective);
    }
}
