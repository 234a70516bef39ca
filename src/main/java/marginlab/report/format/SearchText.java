package marginlab.report.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.plan.RowSearch.TriedPoint;
import marginlab.report.table.Findings;
import marginlab.report.table.SearchResults;
import marginlab.report.table.TunedVerdict;

/** The search that rows had before their seeds, in words. */
public final class SearchText {
    private SearchText() {}

    /**
     * The search and what it changed; nothing where rows are trained as they are.
     *
     * @param timed whether the time that it took is said
     */
    static List<String> sentences(Findings findings, boolean timed) {
        Optional<SearchResults> search = findings.sweep().search();
        if (search.isEmpty()) {
            return List.of();
        }
        if (!search.get().isOver()) {
            return List.of("These rows are as the experiment has them: the " + open(search.get()) + ".");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add("Every row was tuned on " + search.get().column().name() + " before its seeds, with "
                + points(search.get()) + ": "
                + search.get().progress().stream()
                        .map(row -> row.search().row().label() + " to "
                                + row.winner().orElseThrow().text())
                        .collect(Collectors.joining("; "))
                + ".");
        sentences.add(changes(findings.tunedVerdicts()));
        sentences.add(cost(search.get(), timed));
        return sentences;
    }

    private static String points(SearchResults search) {
        List<String> counts = search.progress().stream()
                .map(row -> VerdictText.counted(row.search().points().size(), "point", "points"))
                .distinct()
                .toList();
        return String.join(" or ", counts) + " a row";
    }

    /** {@code Of 6 verdicts the search changed 2: NS on plain was worse and is undecided; ...}. */
    static String changes(List<TunedVerdict> verdicts) {
        List<TunedVerdict> changed =
                verdicts.stream().filter(TunedVerdict::isChanged).toList();
        if (verdicts.isEmpty()) {
            return "There is no verdict on the rows both as they are and as they were tuned.";
        }
        return "Of " + VerdictText.counted(verdicts.size(), "verdict", "verdicts")
                + " against the baseline, both untuned or both tuned, the search changed "
                + (changed.isEmpty() ? "none" : String.valueOf(changed.size()))
                + (changed.isEmpty()
                        ? ""
                        : ": "
                                + changed.stream()
                                        .map(one -> one.text() + " was "
                                                + one.before().label() + " and is "
                                                + one.after().label())
                                        .collect(Collectors.joining("; ")))
                + ".";
    }

    /** What the search cost. */
    static String cost(SearchResults search, boolean timed) {
        double trainings =
                search.progress().stream().mapToDouble(search::trainings).sum();
        double seconds = search.progress().stream().mapToDouble(search::seconds).sum();
        long diverged = search.progress().stream().mapToLong(search::diverged).sum();
        return "The search cost " + String.format(Locale.ROOT, "%.1f", trainings) + " trainings' worth"
                + (timed ? " and took " + RoughDuration.text(seconds) : "") + "; "
                + (diverged == 0 ? "no point" : VerdictText.counted(diverged, "point", "points")) + " diverged.";
    }

    /** What is trained now: {@code search on plain: 24 points of 2 epochs (NS, ArcFace(0.5))}. */
    public static String open(SearchResults search) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (SearchProgress row : search.progress()) {
            if (row.winner().isEmpty()) {
                int rung = row.rungs().size() - 1;
                rows.computeIfAbsent(
                                VerdictText.counted(row.rungs().get(rung).size(), "point", "points") + " for "
                                        + row.search().length(rung).text(),
                                key -> new ArrayList<>())
                        .add(row.search().row().label());
            }
        }
        return "search on " + search.column().name() + ": "
                + rows.entrySet().stream()
                        .map(row -> row.getKey() + " of " + VerdictText.joined(row.getValue()))
                        .collect(Collectors.joining("; "));
    }

    /** What it found: {@code search on plain: over; NS is trained with scale 22.6, ArcFace(0.5) with ...}. */
    public static String over(SearchResults search) {
        return "search on " + search.column().name() + ": over; "
                + search.progress().stream()
                        .map(row -> row.search().row().label() + " is trained with "
                                + row.winner().orElseThrow().text())
                        .collect(Collectors.joining("; "));
    }

    /** A figure of the set to tune on, a percentage, or a dash where a training diverged. */
    public static String figure(SearchResults search, TriedPoint tried) {
        OptionalDouble figure = search.figure(tried);
        return figure.isPresent() ? Percent.of(figure.getAsDouble()) : "–";
    }
}
