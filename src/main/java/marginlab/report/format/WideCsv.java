package marginlab.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
 * Every figure of every trial as CSV (RFC 4180) in wide form, a line a trial and a column a figure, headed {@code
 * SET/VARIANT/METRIC}; rates are fractions, an absent figure is an empty field, and so is the seed of a
 * network that others trained.
 */
public final class WideCsv {
    private WideCsv() {}

    public static String text(SweepResults sweep, AccuracyTable table) {
        TreeSet<String> figures = new TreeSet<>();
        sweep.runs()
                .forEach(run -> run.outcomes()
                        .forEach(outcome ->
                                outcome.metrics().keySet().forEach(metric -> figures.add(heading(outcome, metric)))));
        List<String> heads = new ArrayList<>(List.of("experiment", "objective"));
        heads.addAll(table.factors());
        heads.addAll(List.of("seed", "repeat", "trial", "state", "seconds"));
        heads.addAll(figures);
        StringBuilder text = new StringBuilder(line(heads));
        Map<String, Run> runs = sweep.byTrial();
        for (TableRow row : table.rows()) {
            for (Trial trial : row.all()) {
                Optional<Run> run = Optional.ofNullable(runs.get(trial.id()));
                List<String> fields = new ArrayList<>(List.of(table.experiment(), row.objective()));
                table.factors().forEach(factor -> fields.add(row.factors().get(factor)));
                fields.add(row.isTrained() ? String.valueOf(trial.seed()) : "");
                fields.add(String.valueOf(trial.repeat()));
                fields.add(trial.id());
                fields.add(run.map(Run::state).orElse(TrialState.PLANNED).label());
                fields.add(run.map(r -> String.valueOf(r.seconds())).orElse(""));
                figures.forEach(figure -> fields.add(value(run, figure)));
                text.append(line(fields));
            }
        }
        return text.toString();
    }

    private static String heading(ProtocolOutcome outcome, String metric) {
        return outcome.set() + "/" + outcome.variant() + "/" + metric;
    }

    private static String value(Optional<Run> run, String figure) {
        return run.stream()
                .flatMap(r -> r.outcomes().stream())
                .flatMap(outcome -> outcome.metrics().entrySet().stream()
                        .filter(metric -> heading(outcome, metric.getKey()).equals(figure)))
                .map(metric -> String.valueOf(metric.getValue()))
                .findFirst()
                .orElse("");
    }

    private static String line(List<String> fields) {
        return fields.stream().map(WideCsv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A negative number is no formula. */
    private static String field(String text) {
        return text.matches("-?[0-9.]+(E-?[0-9]+)?") ? text : CsvField.of(text);
    }
}
