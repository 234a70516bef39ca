package marginlab.store.query;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.file.text.Decimal;
import marginlab.progress.DurationText;
import marginlab.stats.Summary;

/**
 * A row of a table: one run, or a group of them, of which figures are mean, deviation and count.
 *
 * @param runs at least one
 */
public record SelectedRow(List<RunRecord> runs, boolean isGroup) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    /** More values than these are counted and not listed. */
    private static final int LISTED = 4;

    public SelectedRow {
        runs = List.copyOf(runs);
    }

    /** The numbers of a column over the runs that have one. */
    public Optional<Summary> summary(RunColumn column) {
        List<Double> numbers =
                runs.stream().flatMap(run -> column.number(run).stream()).toList();
        return numbers.isEmpty() ? Optional.empty() : Optional.of(new Summary(numbers));
    }

    /** What a row is sorted by: the mean of a figure, the latest time, a text that is a number. */
    Optional<Double> number(RunColumn column) {
        if (column.kind() == RunColumn.ColumnKind.TIME) {
            return summary(column)
                    .map(times -> times.samples().stream().max(Double::compare).orElseThrow());
        }
        if (column.kind() == RunColumn.ColumnKind.TEXT) {
            return Quantity.of(plain(column)).map(Quantity::value);
        }
        return summary(column).map(Summary::mean);
    }

    String plain(RunColumn column) {
        return runs.stream()
                .flatMap(run -> column.texts(run).stream())
                .findFirst()
                .orElse("");
    }

    /** A cell as a person reads it: {@code 99.53}, {@code 99.53 ± 0.12 (3)}; empty where there is nothing. */
    public String text(RunColumn column, ZoneId zone) {
        return switch (column.kind()) {
            case TEXT -> texts(column);
            case TIME ->
                number(column)
                        .map(seconds -> MOMENT.format(
                                Instant.ofEpochMilli(Math.round(seconds * 1000)).atZone(zone)))
                        .orElse("");
            default -> summary(column).map(figures -> figures(column, figures)).orElse("");
        };
    }

    private String figures(RunColumn column, Summary figures) {
        String mean = number(column, figures.mean());
        if (!isGroup) {
            return mean;
        }
        return figures.deviation().isPresent()
                ? mean + " ± " + number(column, figures.deviation().getAsDouble()) + " (" + figures.n() + ")"
                : mean + " (1)";
    }

    private static String number(RunColumn column, double value) {
        return switch (column.kind()) {
            case SHARE -> String.format(Locale.ROOT, "%.2f", 100 * value);
            case DURATION -> DurationText.text(value);
            default -> value == Math.rint(value) ? Decimal.label(value) : String.format(Locale.ROOT, "%.6g", value);
        };
    }

    private String texts(RunColumn column) {
        List<String> values = runs.stream()
                .map(run -> String.join(", ", column.texts(run)))
                .filter(text -> !text.isEmpty())
                .distinct()
                .sorted(SelectedRow::compare)
                .toList();
        if (column.name().equals("state") && values.size() > 1) {
            return runs.stream()
                    .collect(Collectors.groupingBy(column::texts, LinkedHashMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .map(state -> state.getValue() + " " + String.join("", state.getKey()))
                    .collect(Collectors.joining(", "));
        }
        return values.size() <= LISTED ? String.join("; ", values) : values.size() + " values";
    }

    /** Numbers as numbers, before texts. */
    private static int compare(String one, String other) {
        Optional<Double> left = Quantity.of(one).map(Quantity::value);
        Optional<Double> right = Quantity.of(other).map(Quantity::value);
        if (left.isPresent() && right.isPresent()) {
            return Double.compare(left.get(), right.get());
        }
        return left.isPresent() != right.isPresent() ? (left.isPresent() ? -1 : 1) : one.compareTo(other);
    }
}
