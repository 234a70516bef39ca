package marginlab.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.report.format.Percent;
import marginlab.report.format.VerdictMarks;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.AverageColumn;
import marginlab.report.table.BaselineComparison;
import marginlab.report.table.Findings;
import marginlab.report.table.SettingTexts;
import marginlab.report.table.TableRow;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.Verdict;

/**
 * Differences to the baseline as texts of the page.
 *
 * @param baseline what is compared with, or that there is nothing
 * @param equalWithin points within which rows count as equal
 * @param sets headings
 * @param rows one a row of the table that is not the baseline
 */
public record NoiseView(String baseline, String equalWithin, List<String> sets, List<DifferenceRow> rows) {

    /** One row; {@code settings} are those that the baseline was not trained with. */
    public record DifferenceRow(String row, List<String> settings, List<DifferenceBox> boxes) {}

    /** One difference; {@code kind} is a class name: {@code better}, {@code worse}, {@code equal}, {@code unsure}. */
    public record DifferenceBox(
            String figure, String detail, String finding, String people, String hover, String kind) {}

    private static final DifferenceBox NOTHING = new DifferenceBox("–", "", "no common seed", "", "", "unsure");

    public static NoiseView of(Findings findings) {
        AccuracyTable table = findings.table();
        Map<TableRow, Map<String, BaselineComparison>> comparisons = findings.comparisons().stream()
                .collect(Collectors.groupingBy(
                        BaselineComparison::row, Collectors.toMap(BaselineComparison::set, c -> c)));
        List<DifferenceRow> rows = table.rows().stream()
                .filter(comparisons::containsKey)
                .map(row -> new DifferenceRow(
                        row.label(),
                        comparisons.get(row).values().stream()
                                .findFirst()
                                .map(comparison -> row.differingFrom(comparison.against()))
                                .orElseThrow(),
                        table.withAverage().stream()
                                .map(column -> comparisons.get(row).get(column.set()))
                                .map(comparison -> comparison == null ? NOTHING : box(comparison))
                                .toList()))
                .toList();
        List<String> heads = Stream.concat(
                        table.titles().stream(), table.average().stream().map(AverageColumn::title))
                .toList();
        return new NoiseView(
                findings.sweep().baseline(), Percent.of(findings.sweep().equalWithin()), heads, rows);
    }

    private static DifferenceBox box(BaselineComparison comparison) {
        String interval = comparison
                .test()
                .interval()
                .map(i -> points(i.low()) + " to " + points(i.high()))
                .orElse("one seed a row");
        Verdict verdict = comparison.verdict();
        String mark = VerdictMarks.mark(verdict);
        return new DifferenceBox(
                points(comparison.seeds().mean()),
                interval,
                (mark.isEmpty() ? "" : mark + " ") + verdict.label(),
                people(comparison),
                hover(comparison),
                verdict == Verdict.UNDECIDED ? "unsure" : verdict.label());
    }

    /** What new people would say where these tell something. */
    private static String people(BaselineComparison comparison) {
        return comparison
                .ofNewPeople()
                .filter(verdict -> comparison.verdict() != Verdict.UNDECIDED)
                .map(verdict -> verdict == comparison.verdict() ? "new people too" : "new people: undecided")
                .orElse("");
    }

    /** A difference with a minus sign as long as its plus. */
    private static String points(double difference) {
        return Percent.difference(difference).replace('-', '\u2212');
    }

    private static String hover(BaselineComparison comparison) {
        int n = comparison.seeds().n();
        List<String> lines = new ArrayList<>();
        lines.add("difference of " + n + (n == 1 ? " seed to " : " seeds to ")
                + comparison.against().label() + ", points");
        lines.add("paired by seed, noise of both rows moderated by that of the whole table ("
                + SettingTexts.number(Math.round(10 * comparison.test().freedom()) / 10.0) + " degrees of freedom): p "
                + p(comparison.test().p()) + ", adjusted for all comparisons "
                + p(comparison.test().pAdjusted()));
        lines.add("t-test of this row alone: p " + p(comparison.seeds().p()));
        comparison
                .test()
                .detectable()
                .ifPresent(d -> lines.add(
                        "a true difference of " + Percent.of(d) + " points would have been found 4 times in 5"));
        comparison
                .test()
                .seedsNeeded()
                .ifPresent(seeds -> lines.add("to show equality within " + Percent.of(comparison.equalWithin())
                        + " points, or to detect as much, takes " + seeds + " seeds"));
        comparison.pairs().ifPresent(pairs -> lines.add(pairs(comparison, pairs)));
        comparison.people().ifPresent(people -> {
            lines.add("new people, same trainings: 95 % between " + text(people.theseTrainings()));
            people.any()
                    .ifPresent(i -> lines.add("new people and new seeds, with all comparisons at 95 %: " + text(i)));
        });
        return String.join("\n", lines);
    }

    private static String text(Interval interval) {
        return points(interval.low()) + " and " + points(interval.high());
    }

    private static String pairs(BaselineComparison comparison, PairedDecisions pairs) {
        return "of " + pairs.pairs() + " " + comparison.column().protocol().decides() + " " + pairs.wins()
                + " are won and " + pairs.losses() + " lost";
    }

    /** {@code 0.021}, {@code < 0.001}; "none" where there is no test. */
    public static String p(OptionalDouble p) {
        if (p.isEmpty()) {
            return "none";
        }
        return p.getAsDouble() < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p.getAsDouble());
    }
}
