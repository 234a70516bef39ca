package marginlab.command.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.command.context.CommandOutput;
import marginlab.experiment.Tuning;
import marginlab.experiment.setting.Span;
import marginlab.plan.PlanJson;
import marginlab.plan.RowSearch;
import marginlab.plan.Trial;
import marginlab.plan.TuningSearch;
import marginlab.progress.DurationText;

/** What the search of an experiment will be, before anything of it is trained: its rows, their points, how long each is trained. */
final class SearchForecast {
    private SearchForecast() {}

    /**
     * Of these rows.
     *
     * @param seconds how long a trial takes; empty where nothing is known
     */
    static PlanJson.Search of(TuningSearch search, Function<Trial, OptionalDouble> seconds) {
        Tuning tuning = search.experiment().tuning().orElseThrow();
        List<PlanJson.SearchedRow> rows =
                search.rows().stream().map(SearchForecast::row).toList();
        OptionalDouble sum = OptionalDouble.of(0);
        for (RowSearch row : search.rows()) {
            int last = row.halving().rungs().size() - 1;
            OptionalDouble whole = seconds.apply(row.trial(row.points().get(0), last));
            sum = sum.isPresent() && whole.isPresent()
                    ? OptionalDouble.of(sum.getAsDouble()
                            + whole.getAsDouble() * row.halving().trainings())
                    : OptionalDouble.empty();
        }
        return new PlanJson.Search(
                tuning.on(),
                tuning.budget(),
                rows.stream().mapToDouble(PlanJson.SearchedRow::trainings).sum(),
                rows,
                sum);
    }

    private static PlanJson.SearchedRow row(RowSearch row) {
        Map<String, String> ranges = new LinkedHashMap<>();
        row.ranges().forEach((name, range) -> ranges.put(name, range.text()));
        return new PlanJson.SearchedRow(
                row.row().label(),
                ranges,
                row.goesOn(),
                row.halving().trainings(),
                IntStream.range(0, row.halving().rungs().size())
                        .mapToObj(rung -> new PlanJson.SearchedLength(
                                row.halving().rungs().get(rung).points(),
                                row.length(rung).label()))
                        .toList());
    }

    /** Lines for a person; rows that are searched alike share one. */
    static List<String> lines(PlanJson.Search search, int seeds, int rows) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        for (PlanJson.SearchedRow row : search.rows()) {
            String how = points(row) + " over " + ranges(row.search()) + "; " + number(row.trainings())
                    + " trainings' worth"
                    + (row.goesOn()
                            ? ", each longer one going on from the shorter"
                            : ", each length trained anew, as its rate falls along a curve or a watched set may end it");
            alike.computeIfAbsent(how, key -> new ArrayList<>()).add(row.row());
        }
        List<String> lines = new ArrayList<>();
        lines.add("search before the seeds, on " + search.on() + ", at most " + number(search.budget())
                + " trainings' worth a row:");
        alike.forEach((how, labels) -> lines.add("  " + String.join(", ", labels) + ": " + how));
        lines.add("in all " + number(search.trainings()) + " trainings' worth of search, then "
                + CommandOutput.counted(rows * seeds, "training", "trainings") + " of the rows as they are and "
                + (rows * seeds) + " as they were tuned"
                + (search.estimatedSeconds().isPresent()
                        ? "; the search takes about "
                                + DurationText.text(search.estimatedSeconds().getAsDouble()) + " of one process"
                        : ""));
        return lines;
    }

    private static String points(PlanJson.SearchedRow row) {
        return row.rungs().stream()
                .map(rung -> CommandOutput.counted(rung.points(), "point", "points") + " for "
                        + Span.parse(rung.length()).text())
                .collect(Collectors.joining(", "));
    }

    private static String ranges(Map<String, String> ranges) {
        return new TreeMap<>(ranges)
                .entrySet().stream()
                        .map(range -> range.getKey() + " " + range.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String number(double trainings) {
        String text = String.format(Locale.ROOT, "%.2f", trainings);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
