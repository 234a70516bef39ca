package marginlab.report.format;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import marginlab.file.text.CsvField;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * Every figure of every trial as CSV (RFC 4180) in long form, a line a figure; rates are fractions. A trial without
 * results has one line with its state and no figure; a network that others trained has no seed.
 */
public final class CsvTable {
    private static final String HEADER =
            "experiment,objective,settings,seed,repeat,trial,state,set,variant,metric,value\r\n";

    private CsvTable() {}

    public static String text(SweepResults sweep, AccuracyTable table) {
        Map<String, Run> runs = sweep.byTrial();
        StringBuilder text = new StringBuilder(HEADER);
        for (TableRow row : table.rows()) {
            for (Trial trial : row.all()) {
                Run run = runs.get(trial.id());
                TrialState state = run == null ? TrialState.PLANNED : run.state();
                String start = line(List.of(
                        CsvField.of(table.experiment()),
                        CsvField.of(row.objective()),
                        CsvField.of(row.factorText()),
                        row.isTrained() ? String.valueOf(trial.seed()) : "",
                        String.valueOf(trial.repeat()),
                        CsvField.of(trial.id()),
                        state.label()));
                if (run == null || run.outcomes().isEmpty()) {
                    text.append(start).append(",,,,\r\n");
                } else {
                    run.outcomes().forEach(outcome -> append(text, start, outcome));
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String start, ProtocolOutcome outcome) {
        outcome.metrics()
                .forEach((metric, value) -> text.append(line(List.of(
                                start,
                                CsvField.of(outcome.set()),
                                CsvField.of(outcome.variant()),
                                CsvField.of(metric),
                                String.valueOf(value))))
                        .append("\r\n"));
    }

    private static String line(List<String> fields) {
        return fields.stream().collect(Collectors.joining(","));
    }
}
