package marginlab.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import marginlab.plan.Trial;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.store.record.Metric;

/** One line a finished trial through every factor and every result: the data of parallel coordinates. */
final class TrialLines {
    private TrialLines() {}

    /**
     * One trial.
     *
     * @param row its place in the table
     * @param factors values of the settings that vary, in the table's order
     * @param accuracies percent, one a set; null where there is none
     * @param loss of the last epoch; null where it was not recorded
     * @param angle the mean target angle of the last epoch, degrees; null where it was not recorded
     */
    record TrialLine(int row, long seed, List<String> factors, List<Double> accuracies, Double loss, Double angle) {}

    static List<TrialLine> of(SweepResults sweep, AccuracyTable table) {
        List<TrialLine> lines = new ArrayList<>();
        for (int at = 0; at < table.rows().size(); at++) {
            TableRow row = table.rows().get(at);
            for (Trial trial : row.trials()) {
                List<Double> accuracies = new ArrayList<>();
                row.cells().forEach(cell -> accuracies.add(accuracy(cell, trial)));
                if (accuracies.stream().anyMatch(value -> value != null)) {
                    List<Metric> metrics = sweep.metrics().apply(trial.id());
                    lines.add(new TrialLine(
                            at,
                            trial.seed(),
                            table.factors().stream()
                                    .map(name -> row.factors().get(name))
                                    .toList(),
                            accuracies,
                            last(metrics, "loss"),
                            last(metrics, "target-angle")));
                }
            }
        }
        return lines;
    }

    private static Double accuracy(Cell cell, Trial trial) {
        return cell.samples().stream()
                .filter(sample -> sample.trial().equals(trial.id()))
                .map(sample -> ChartData.rounded(100 * sample.accuracy()))
                .findFirst()
                .orElse(null);
    }

    private static Double last(List<Metric> metrics, String key) {
        return metrics.stream()
                .filter(metric -> metric.key().equals(key))
                .max(Comparator.comparingInt(Metric::attempt).thenComparingLong(Metric::step))
                .map(metric -> ChartData.rounded(metric.value()))
                .orElse(null);
    }
}
