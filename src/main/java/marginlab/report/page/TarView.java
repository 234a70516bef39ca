package marginlab.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.format.Percent;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.stats.Summary;

/**
 * What the curve of true over false accept rates says, as texts: the true accept rates at fixed false accept rates that a set's
 * impostor pairs are enough for, the area under it, and the rate at which both errors are equal.
 *
 * @param heads of the columns
 * @param rows a line each
 */
public record TarView(List<RateColumn> heads, List<RateRow> rows) {
    private static final String PREFIX = "tar@far=";
    private static final String AREA = "auc";
    private static final String EQUAL_ERROR = "eer";

    /** A column: the set, and the name of the metric. */
    public record RateColumn(String set, String metric) {
        /** A false accept rate as it is written, or the name of what stands for the whole curve. */
        public String label() {
            return metric.startsWith(PREFIX) ? rate() : metric.toUpperCase(Locale.ROOT);
        }

        private String rate() {
            return metric.substring(PREFIX.length());
        }

        private String meaning() {
            return switch (metric) {
                case AREA -> "chance that a genuine pair is closer than an impostor pair";
                case EQUAL_ERROR ->
                    "share of the genuine pairs refused where as large a share of the impostor pairs is accepted";
                default -> "genuine pairs accepted where at most " + rate() + " of the impostor pairs are";
            };
        }
    }

    /** One row. */
    public record RateRow(String row, List<RateBox> boxes) {}

    /** One figure in percent. */
    public record RateBox(String figure, String detail, String hover) {}

    static TarView of(SweepResults sweep, AccuracyTable table) {
        List<RateColumn> heads = new ArrayList<>();
        for (String set : table.sets()) {
            metrics(sweep, set).forEach(metric -> heads.add(new RateColumn(set, metric)));
        }
        List<RateRow> lines = new ArrayList<>();
        for (TableRow row : table.rows()) {
            List<RateBox> boxes =
                    heads.stream().map(head -> box(sweep, row, head)).toList();
            if (boxes.stream().anyMatch(box -> !box.hover().isEmpty())) {
                lines.add(new RateRow(row.label(), boxes));
            }
        }
        return new TarView(heads, lines);
    }

    private static List<String> metrics(SweepResults sweep, String set) {
        Set<String> found = new TreeSet<>();
        sweep.runs().stream()
                .flatMap(run -> run.outcomes().stream())
                .filter(outcome -> outcome.set().equals(set))
                .forEach(outcome -> found.addAll(outcome.metrics().keySet()));
        List<String> metrics = new ArrayList<>(found.stream()
                .filter(metric -> metric.startsWith(PREFIX))
                .sorted(Comparator.comparingDouble(TarView::rate).reversed())
                .toList());
        Stream.of(AREA, EQUAL_ERROR).filter(found::contains).forEach(metrics::add);
        return metrics;
    }

    private static double rate(String metric) {
        return Double.parseDouble(metric.substring(PREFIX.length()));
    }

    private static RateBox box(SweepResults sweep, TableRow row, RateColumn head) {
        List<Double> values = new ArrayList<>();
        for (Trial trial : row.trials()) {
            sweep.run(trial).flatMap(run -> value(run.outcomes(), head)).ifPresent(values::add);
        }
        if (values.isEmpty()) {
            return new RateBox("–", "", "");
        }
        Summary summary = new Summary(values);
        String spread = summary.deviation().isPresent()
                ? "± " + Percent.of(summary.deviation().getAsDouble())
                : "";
        String hover = String.format(
                Locale.ROOT,
                "%s, percent; mean of %d seeds%s",
                head.meaning(),
                summary.n(),
                spread.isEmpty() ? "" : " ± sample deviation");
        return new RateBox(Percent.of(summary.mean()), spread, hover);
    }

    private static Optional<Double> value(List<ProtocolOutcome> outcomes, RateColumn head) {
        return outcomes.stream()
                .filter(outcome -> outcome.set().equals(head.set()))
                .map(outcome -> outcome.metrics().get(head.metric()))
                .filter(value -> value != null)
                .findFirst();
    }

    /** The sets of the columns, each with how many columns it has. */
    public List<SetHeading> spans() {
        Set<String> sets = new LinkedHashSet<>();
        heads.forEach(head -> sets.add(head.set()));
        return sets.stream()
                .map(set -> new SetHeading(
                        set,
                        heads.stream().filter(head -> head.set().equals(set)).count()))
                .toList();
    }

    /** A set over its columns. */
    public record SetHeading(String set, long columns) {}
}
