package marginlab.report.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import marginlab.plan.Trial;
import marginlab.report.table.BaselineComparison;
import marginlab.report.table.Findings;
import marginlab.report.table.SettingTexts;
import marginlab.stats.Interval;
import marginlab.stats.Verdict;
import marginlab.store.record.Run;

/**
 * What was found, in sentences: what is better than what, by how much, in which columns and on whom; what is equal; what is undecided,
 * and what it would cost to decide.
 */
public final class VerdictText {
    private static final double HOUR = 3600;

    private final Findings findings;
    private final List<BaselineComparison> comparisons;
    private final boolean timed;

    private VerdictText(Findings findings, boolean timed) {
        this.findings = findings;
        this.timed = timed;
        this.comparisons = findings.comparisons();
    }

    /** The sentences; one that says why where there is nothing to compare. */
    public static List<String> of(Findings findings) {
        return new VerdictText(findings, true).sentences();
    }

    /**
     * The same without how long more training would take here: the sentences of a file that is compared with that of another machine or
     * another day hang on figures alone.
     */
    public static List<String> untimed(Findings findings) {
        return new VerdictText(findings, false).sentences();
    }

    /** One line: how many comparisons are decided, and how. */
    public static String shortly(Findings findings) {
        Map<Verdict, Long> counts = findings.comparisons().stream()
                .collect(Collectors.groupingBy(BaselineComparison::verdict, Collectors.counting()));
        if (counts.isEmpty()) {
            return "Verdict: nothing to compare.";
        }
        return "Verdict: of " + counted(findings.comparisons().size(), "comparison", "comparisons") + " with "
                + findings.sweep().baseline() + ", "
                + List.of(Verdict.BETTER, Verdict.WORSE, Verdict.EQUAL, Verdict.UNDECIDED).stream()
                        .map(verdict -> counts.getOrDefault(verdict, 0L) + " " + verdict.label())
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (comparisons.isEmpty()) {
            sentences.add(
                    findings.sweep().baseline().isEmpty()
                            ? "No verdict: the experiment names no baseline to compare with."
                            : "No verdict: no row has a result with a seed that the baseline has one with.");
            sentences.addAll(SearchText.sentences(findings, timed));
            sentences.addAll(BestMarginText.of(findings));
            return sentences;
        }
        byRow().forEach((row, its) -> difference(its, Verdict.WORSE).ifPresent(sentences::add));
        byRow().forEach((row, its) -> difference(its, Verdict.BETTER).ifPresent(sentences::add));
        equal().ifPresent(sentences::add);
        if (sentences.isEmpty()) {
            sentences.add("No row is told apart from " + baseline(comparisons.get(0)) + ".");
        }
        newPeople().ifPresent(sentences::add);
        undecided().ifPresent(sentences::add);
        sentences.addAll(BestMarginText.of(findings));
        sentences.addAll(SearchText.sentences(findings, timed));
        sentences.addAll(OrderText.of(findings.table()));
        sentences.addAll(RoundsText.sentences(findings.rounds()));
        return sentences;
    }

    private Map<String, List<BaselineComparison>> byRow() {
        return comparisons.stream()
                .collect(Collectors.groupingBy(
                        one -> one.row().label() + " / " + baseline(one), LinkedHashMap::new, Collectors.toList()));
    }

    /** {@code ArcFace(0.5) is better than NS: by 3.10 points (1.02 to 5.18) on plain, by ...}. */
    private Optional<String> difference(List<BaselineComparison> row, Verdict verdict) {
        List<BaselineComparison> found =
                row.stream().filter(one -> one.verdict() == verdict).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String name = found.get(0).row().label();
        String baseline = baseline(found.get(0));
        boolean isWorse = verdict == Verdict.WORSE;
        return Optional.of((isWorse ? baseline : name) + " is better than " + (isWorse ? name : baseline) + ": "
                + joined(found.stream().map(this::amount).toList()) + ".");
    }

    private String amount(BaselineComparison comparison) {
        Interval interval = comparison.test().interval().orElseThrow();
        double low = Math.min(Math.abs(interval.low()), Math.abs(interval.high()));
        double high = Math.max(Math.abs(interval.low()), Math.abs(interval.high()));
        return "by " + Percent.of(Math.abs(comparison.seeds().mean())) + " points (" + Percent.of(low) + " to "
                + Percent.of(high) + ") " + place(comparison);
    }

    private Optional<String> equal() {
        List<BaselineComparison> same = comparisons.stream()
                .filter(one -> one.verdict() == Verdict.EQUAL)
                .toList();
        return same.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Equal to " + baseline(same.get(0)) + " within " + bound() + " points: " + where(same) + ".");
    }

    /** {@code CosFace(0.35) and NS in every column; Softmax on plain and on average}. */
    private String where(List<BaselineComparison> some) {
        int columns = findings.table().withAverage().size();
        Map<String, List<String>> places = new LinkedHashMap<>();
        some.forEach(one -> places.computeIfAbsent(one.row().label(), row -> new ArrayList<>())
                .add(place(one)));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        places.forEach((row, its) -> rows.computeIfAbsent(
                        its.size() == columns && columns > 1 ? "in every column" : joined(its),
                        key -> new ArrayList<>())
                .add(row));
        return rows.entrySet().stream()
                .map(place -> joined(place.getValue()) + " " + place.getKey())
                .collect(Collectors.joining("; "));
    }

    /** On whom: what holds of these people need not hold of others. */
    private Optional<String> newPeople() {
        List<BaselineComparison> told = comparisons.stream()
                .filter(one -> one.verdict() != Verdict.UNDECIDED)
                .filter(one -> one.pairs().isPresent())
                .toList();
        if (told.isEmpty()) {
            return comparisons.stream().anyMatch(one -> one.verdict() != Verdict.UNDECIDED)
                    ? Optional.of(
                            "All of this concerns the people in these sets; nothing is known here about new people.")
                    : Optional.empty();
        }
        List<BaselineComparison> known =
                told.stream().filter(one -> one.ofNewPeople().isPresent()).toList();
        if (known.isEmpty()) {
            return Optional.of(
                    "All of this concerns the people in these sets; who is in their pairs is not known here, so"
                            + " nothing is said about new people.");
        }
        List<String> lost = known.stream()
                .filter(one -> one.ofNewPeople().orElseThrow() != one.verdict())
                .map(one -> one.row().label() + " " + place(one))
                .toList();
        return Optional.of(newPeople(known.size(), lost));
    }

    /** Of so many findings, those named do not hold for new people. */
    static String newPeople(int findings, List<String> lost) {
        if (lost.isEmpty()) {
            return "This concerns the people in these sets; on each set, it also holds for new people like them.";
        }
        if (lost.size() == findings) {
            return "This concerns the people in these sets; their pairs show too few people to say the same of new ones.";
        }
        return "This concerns the people in these sets. It also holds for new people like them, except for "
                + joined(lost) + ", where the pairs show too few people to say so.";
    }

    private Optional<String> undecided() {
        List<BaselineComparison> open = comparisons.stream()
                .filter(one -> one.verdict() == Verdict.UNDECIDED)
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "Undecided against " + baseline(open.get(0)) + ": " + where(open) + "." + found(open) + cost(open));
    }

    /** What this design would have found. */
    private static String found(List<BaselineComparison> open) {
        double[] found = open.stream()
                .flatMapToDouble(one -> one.test().detectable().stream())
                .sorted()
                .toArray();
        if (found.length == 0) {
            return " One common seed tells nothing of what another would give.";
        }
        String low = Percent.of(found[0]);
        String high = Percent.of(found[found.length - 1]);
        return " A true difference of " + (low.equals(high) ? low : low + " to " + high)
                + " points would have been found 4 times in 5.";
    }

    private String cost(List<BaselineComparison> open) {
        OptionalInt most = open.stream()
                .flatMapToInt(one -> one.test().seedsNeeded().stream())
                .max();
        if (most.isEmpty()) {
            return "";
        }
        int seeds = most.getAsInt();
        long rows = open.stream().map(one -> one.row().label()).distinct().count() + 1;
        int had = open.stream().mapToInt(one -> one.seeds().n()).min().orElse(0);
        String time = secondsATrial()
                .filter(seconds -> timed)
                .map(seconds ->
                        ", " + duration(seconds * rows * Math.max(0, seeds - had)) + " more of training as here")
                .orElse("");
        return " To tell a difference of " + bound() + " points from none takes about "
                + counted(seeds, "seed", "seeds") + " a row" + time + ".";
    }

    private Optional<Double> secondsATrial() {
        Map<String, Run> runs = findings.sweep().byTrial();
        List<Double> seconds = findings.table().rows().stream()
                .flatMap(row -> row.trials().stream())
                .map(Trial::id)
                .filter(runs::containsKey)
                .map(id -> runs.get(id).seconds())
                .filter(some -> some > 0)
                .toList();
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(seconds.stream().mapToDouble(s -> s).average().orElseThrow());
    }

    private static String duration(double seconds) {
        return seconds < 2 * HOUR
                ? String.format(Locale.ROOT, "%.0f minutes", Math.max(1, seconds / 60))
                : String.format(Locale.ROOT, "%.0f hours", seconds / HOUR);
    }

    static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private String bound() {
        return SettingTexts.number(Math.round(1e6 * findings.sweep().equalWithin()) / 1e4);
    }

    private static String baseline(BaselineComparison comparison) {
        return comparison.against().label();
    }

    private String place(BaselineComparison comparison) {
        boolean isAverage = findings.table()
                .average()
                .filter(average -> average.column().equals(comparison.column()))
                .isPresent();
        return "on " + (isAverage ? "average" : comparison.column().name());
    }

    static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
