package marginlab.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import marginlab.report.format.RoughDuration;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import marginlab.train.Training;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How fast the trials of a row trained and how much memory they took: medians over epochs and seeds, with the lowest and
 * the highest.
 *
 * @param skipped how many steps of its trainings in mixed precision overflowed; empty where there are none in it
 */
public record SpeedView(
        String row, String imagesPerSecond, String range, String megabytes, String seconds, String skipped) {

    static List<SpeedView> of(SweepResults sweep, AccuracyTable table) {
        List<SpeedView> lines = new ArrayList<>();
        for (TableRow row : table.rows()) {
            List<Run> runs = row.trials().stream()
                    .map(trial -> sweep.run(trial).orElse(null))
                    .filter(Objects::nonNull)
                    .filter(run -> run.state() == TrialState.DONE)
                    .toList();
            double[] rates = sorted(sweep, runs, "images-per-second");
            double[] memory = sorted(sweep, runs, "peak-megabytes");
            double[] seconds = runs.stream().mapToDouble(Run::seconds).sorted().toArray();
            if (rates.length > 0) {
                lines.add(new SpeedView(
                        row.label(),
                        text(new Median().evaluate(rates)),
                        text(rates[0]) + " to " + text(rates[rates.length - 1]),
                        memory.length == 0 ? "–" : text(memory[memory.length - 1]) + " MB",
                        RoughDuration.text(new Median().evaluate(seconds)),
                        skipped(sweep, runs)));
            }
        }
        return lines;
    }

    /** Of each training the last count, which is the largest. */
    private static String skipped(SweepResults sweep, List<Run> runs) {
        List<String> counts = runs.stream()
                .map(run -> sorted(sweep, List.of(run), Training.SKIPPED_STEPS))
                .filter(counted -> counted.length > 0)
                .map(counted -> text(counted[counted.length - 1]))
                .toList();
        return String.join(", ", counts);
    }

    private static double[] sorted(SweepResults sweep, List<Run> runs, String key) {
        return runs.stream()
                .flatMap(run -> sweep.metrics().apply(run.trial().id()).stream())
                .filter(metric -> metric.key().equals(key))
                .mapToDouble(Metric::value)
                .sorted()
                .toArray();
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
