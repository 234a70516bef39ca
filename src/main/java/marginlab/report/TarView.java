package marginlab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import marginlab.plan.Trial;
import marginlab.stats.Summary;
import marginlab.verify.Outcome;

/**
 * True accept rates at fixed false accept rates as texts, a column a set and rate that its impostor pairs are enough for.
 *
 * @param heads of the columns
 * @param rows a line each
 */
public record TarView(List<Head> heads, List<Line> rows) {
    private static final String PREFIX = "tar@far=";

    /** A column: the set, and the false accept rate as it is written. */
    public record Head(String set, String rate) {}

    /** One row. */
    public record Line(String row, List<Box> boxes) {}

    /** One figure in percent. */
    public record Box(String figure, String detail, String hover) {}

    static TarView of(Sweep sweep, Table table) {
        List<Head> heads = new ArrayList<>();
        for (String set : table.sets()) {
            Set<String> rates = new TreeSet<>(
                    Comparator.comparingDouble(Double::parseDouble).reversed());
            sweep.runs().stream()
                    .flatMap(run -> run.outcomes().stream())
                    .filter(outcome -> outcome.set().equals(set))
                    .flatMap(outcome -> outcome.metrics().keySet().stream())
                    .filter(metric -> metric.startsWith(PREFIX))
                    .forEach(metric -> rates.add(metric.substring(PREFIX.length())));
            rates.forEach(rate -> heads.add(new Head(set, rate)));
        }
        List<Line> lines = new ArrayList<>();
        for (Row row : table.rows()) {
            List<Box> boxes = heads.stream().map(head -> box(sweep, row, head)).toList();
            if (boxes.stream().anyMatch(box -> !box.hover().isEmpty())) {
                lines.add(new Line(row.label(), boxes));
            }
        }
        return new TarView(heads, lines);
    }

    private static Box box(Sweep sweep, Row row, Head head) {
        List<Double> values = new ArrayList<>();
        for (Trial trial : row.trials()) {
            sweep.run(trial).flatMap(run -> rate(run.outcomes(), head)).ifPresent(values::add);
        }
        if (values.isEmpty()) {
            return new Box("–", "", "");
        }
        Summary summary = new Summary(values);
        String spread = summary.deviation().isPresent()
                ? "± " + Percent.of(summary.deviation().getAsDouble())
                : "";
        String hover = String.format(
                Locale.ROOT,
                "genuine pairs accepted where at most %s of the impostor pairs are, percent; mean of %d seeds%s",
                head.rate(),
                summary.n(),
                spread.isEmpty() ? "" : " ± sample deviation");
        return new Box(Percent.of(summary.mean()), spread, hover);
    }

    private static Optional<Double> rate(List<Outcome> outcomes, Head head) {
        return outcomes.stream()
                .filter(outcome -> outcome.set().equals(head.set()))
                .map(outcome -> outcome.metrics().get(PREFIX + head.rate()))
                .filter(value -> value != null)
                .findFirst();
    }

    /** The sets of the columns, each with how many columns it has. */
    public List<Span> spans() {
        Set<String> sets = new LinkedHashSet<>();
        heads.forEach(head -> sets.add(head.set()));
        return sets.stream()
                .map(set -> new Span(
                        set,
                        heads.stream().filter(head -> head.set().equals(set)).count()))
                .toList();
    }

    /** A set over its columns. */
    public record Span(String set, long columns) {}
}
