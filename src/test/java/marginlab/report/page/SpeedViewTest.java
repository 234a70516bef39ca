package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.ReportDatasets;
import marginlab.report.table.SweepResults;
import marginlab.store.TestTrials;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

class SpeedViewTest {
    private static final Trial ONE = TestTrials.trial("ArcFace(0.5)", 1);
    private static final Trial TWO = TestTrials.trial("ArcFace(0.5)", 2);

    private static SpeedView line(Map<String, List<Metric>> metrics) {
        List<Run> runs = List.of(run(ONE), run(TWO));
        SweepResults sweep = new SweepResults(
                "two", "", "", "", List.of(ONE, TWO), runs, metrics::get, id -> null, ReportDatasets.NONE);
        return SpeedView.of(sweep, AccuracyTable.of(sweep)).get(0);
    }

    private static Run run(Trial trial) {
        return new Run(trial, TrialState.DONE, "", 1, Instant.EPOCH, 60, Map.of(), List.of());
    }

    private static Metric metric(String key, int epoch, double value) {
        return new Metric(1, key, 10L * epoch, epoch, value);
    }

    @Test
    void tellsTheStepsThatEachTrainingInMixedPrecisionSkipped() {
        SpeedView line = line(Map.of(
                ONE.id(),
                List.of(
                        metric("images-per-second", 1, 100),
                        metric("skipped-steps", 1, 3),
                        metric("skipped-steps", 2, 5)),
                TWO.id(),
                List.of(metric("images-per-second", 1, 120), metric("skipped-steps", 1, 0))));

        assertThat(line.skipped()).isEqualTo("5, 0");
        assertThat(line.imagesPerSecond()).isEqualTo("110");
        assertThat(line.range()).isEqualTo("100 to 120");
    }

    @Test
    void saysNothingOfThemInFloat32() {
        List<Metric> metrics = List.of(metric("images-per-second", 1, 100));

        assertThat(line(Map.of(ONE.id(), metrics, TWO.id(), metrics)).skipped()).isEmpty();
    }
}
