package marginlab.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import marginlab.report.format.Percent;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.BaselineComparison;
import marginlab.report.table.BaselineComparison.Finding;
import marginlab.report.table.Findings;
import marginlab.report.table.SettingTexts;
import marginlab.report.table.TableRow;
import marginlab.stats.PairedDecisions;
import marginlab.stats.WilcoxonTest;

/**
 * Differences to the baseline as texts of the page.
 *
 * @param baseline what is compared with, or that there is nothing
 * @param sets headings
 * @param rows one a row of the table that is not the baseline
 */
public record NoiseView(String baseline, List<String> sets, List<Line> rows) {

    /** One row; {@code settings} are those that the baseline was not trained with. */
    public record Line(String row, List<String> settings, List<Box> boxes) {}

    /** One difference; {@code kind} is a class name: {@code better}, {@code worse}, {@code unsure}. */
    public record Box(String figure, String detail, String finding, String hover, String kind) {}

    private static final Box NOTHING = new Box("–", "", "no common seed", "", "unsure");

    public static NoiseView of(Findings findings) {
        AccuracyTable table = findings.table();
        Map<TableRow, Map<String, BaselineComparison>> comparisons = findings.comparisons().stream()
                .collect(Collectors.groupingBy(
                        BaselineComparison::row, Collectors.toMap(BaselineComparison::set, c -> c)));
        List<Line> rows = table.rows().stream()
                .filter(comparisons::containsKey)
                .map(row -> new Line(
                        row.label(),
                        comparisons.get(row).values().stream()
                                .findFirst()
                                .map(comparison -> row.differingFrom(comparison.against()))
                                .orElseThrow(),
                        table.sets().stream()
                                .map(set -> comparisons.get(row).get(set))
                                .map(comparison -> comparison == null ? NOTHING : box(comparison))
                                .toList()))
                .toList();
        return new NoiseView(findings.sweep().baseline(), table.titles(), rows);
    }

    private static Box box(BaselineComparison comparison) {
        String interval = comparison
                .test()
                .interval()
                .map(i -> points(i.low()) + " to " + points(i.high()))
                .orElse("one seed a row");
        Finding finding = comparison.finding();
        return new Box(
                points(comparison.seeds().mean()),
                interval,
                finding.direction().sign() + finding.label(),
                hover(comparison),
                finding.direction().kind());
    }

    /** A difference with a minus sign as long as its plus. */
    private static String points(double difference) {
        return Percent.difference(difference).replace('-', '\u2212');
    }

    private static String hover(BaselineComparison comparison) {
        int n = comparison.seeds().n();
        List<String> lines = new ArrayList<>();
        lines.add("difference of " + n + " seeds to " + comparison.against().label() + ", points");
        lines.add("t-test paired by seed, noise of both rows as the whole table has it ("
                + SettingTexts.number(Math.round(10 * comparison.test().freedom()) / 10.0) + " degrees of freedom): p "
                + p(comparison.test().p()) + ", Holm " + p(comparison.pSeeds()));
        lines.add("t-test of this row alone: p " + p(comparison.seeds().p()));
        lines.add("Wilcoxon with " + n + " seeds cannot go below p " + p(OptionalDouble.of(WilcoxonTest.smallest(n))));
        comparison
                .test()
                .detectable()
                .ifPresent(d -> lines.add("before Holm's correction, a true difference of " + Percent.of(d)
                        + " points would be found 4 times in 5"));
        comparison.pairs().ifPresent(pairs -> lines.add(pairs(comparison, pairs)));
        comparison
                .people()
                .ifPresent(i -> lines.add("other people instead of these: 95 % between " + points(i.low()) + " and "
                        + points(i.high()) + " (bootstrap over people)"));
        return String.join("\n", lines);
    }

    private static String pairs(BaselineComparison comparison, PairedDecisions pairs) {
        return "of " + pairs.pairs() + " " + comparison.column().protocol().decides() + " " + pairs.wins()
                + " are won and " + pairs.losses() + " lost: "
                + (comparison.seeds().n() == 1 ? "McNemar" : "exact test over signs") + " p "
                + p(OptionalDouble.of(pairs.p())) + ", Holm " + p(comparison.pPairs());
    }

    /** {@code 0.021}, {@code < 0.001}; "none" where there is no test. */
    public static String p(OptionalDouble p) {
        if (p.isEmpty()) {
            return "none";
        }
        return p.getAsDouble() < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p.getAsDouble());
    }
}
