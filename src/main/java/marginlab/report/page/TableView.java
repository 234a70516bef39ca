package marginlab.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.report.format.CellText;
import marginlab.report.format.Percent;
import marginlab.report.format.PublishedReferences;
import marginlab.report.format.VerdictMarks;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.AverageColumn;
import marginlab.report.table.Cell;
import marginlab.report.table.Cell.Reference;
import marginlab.report.table.Findings;
import marginlab.report.table.TableRow;
import marginlab.stats.Interval;
import marginlab.stats.Summary;

/**
 * The accuracy table as texts and class names of the page.
 *
 * @param title over it
 * @param factors headings of the settings that vary
 * @param sets headings of the columns
 * @param rows its lines
 */
public record TableView(String title, List<String> factors, List<String> sets, List<TableViewRow> rows) {

    /** One line; {@code note} says that it is the baseline, or nothing. */
    public record TableViewRow(String objective, String note, List<String> factors, List<TableBox> boxes) {}

    /**
     * One cell.
     *
     * @param figure the mean, or a dash
     * @param mark the verdict on it, and that it is not worse than the best beyond noise; or nothing
     * @param detail spread and count
     * @param hover everything that is known of it
     * @param kind class name: {@code best}, {@code second} or {@code other}, and {@code gap} where a seed is missing
     * @param papers the paper's figures
     */
    public record TableBox(String figure, String mark, String detail, String hover, String kind, List<String> papers) {}

    static TableView of(Findings findings) {
        AccuracyTable table = findings.table();
        VerdictMarks marks = new VerdictMarks(findings);
        return new TableView(
                table.isOfAccuracies() ? "Accuracy" : "Results",
                table.factors(),
                Stream.concat(table.titles().stream(), table.average().stream().map(AverageColumn::title))
                        .toList(),
                IntStream.range(0, table.rows().size())
                        .mapToObj(row -> line(table, row, marks))
                        .toList());
    }

    private static TableViewRow line(AccuracyTable table, int at, VerdictMarks marks) {
        TableRow row = table.rows().get(at);
        List<String> factors = table.factors().stream().map(row.factors()::get).toList();
        List<TableBox> boxes = table.cellsWithAverage(at).stream()
                .map(cell -> box(cell, marks.of(row, cell.set())))
                .toList();
        return new TableViewRow(row.objective(), row.remark(), factors, boxes);
    }

    private static TableBox box(Cell cell, String verdict) {
        String figure = cell.summary().map(s -> Percent.of(s.mean())).orElse("–");
        String kind = cell.rank().name().toLowerCase(Locale.ROOT) + (cell.gaps().isEmpty() ? "" : " gap");
        List<String> papers = cell.references().stream()
                .map(reference -> paper(cell, reference))
                .toList();
        return new TableBox(figure, verdict + (cell.level() ? "≈" : ""), detail(cell), hover(cell), kind, papers);
    }

    private static String detail(Cell cell) {
        if (cell.planned() == 0) {
            return "not asked for";
        }
        List<String> parts = new ArrayList<>();
        cell.summary()
                .flatMap(s -> s.deviation().stream().boxed().findFirst())
                .ifPresent(deviation -> parts.add("± " + Percent.of(deviation)));
        if (cell.ofBestEpoch()) {
            parts.add("best epoch");
        }
        if (cell.gaps().isEmpty()) {
            parts.add("n " + cell.planned());
        } else {
            parts.add("n " + cell.samples().size() + " of " + cell.planned());
            parts.add(CellText.gaps(cell));
        }
        return String.join(" · ", parts);
    }

    private static String hover(Cell cell) {
        List<String> lines = new ArrayList<>();
        lines.add(cell.epoch());
        cell.samples()
                .forEach(s -> lines.add("seed " + s.seed() + ": " + Percent.of(s.accuracy()) + " %"
                        + (s.epoch() == null ? "" : ", epoch " + s.epoch())));
        cell.gaps().forEach(gap -> lines.add(gap.label() + (gap.reason().isEmpty() ? "" : ": " + gap.reason())));
        Optional<Interval> interval = cell.summary().flatMap((Summary s) -> s.interval(Interval.CONFIDENCE));
        interval.ifPresent(i -> lines.add(
                "95 % interval of the mean over seeds: " + Percent.of(i.low()) + " to " + Percent.of(i.high())));
        cell.references().stream()
                .filter(reference -> !reference.comparable())
                .findFirst()
                .ifPresent(reference -> lines.add("the paper's setting is another one: "
                        + reference.differences().stream().collect(Collectors.joining("; "))));
        return String.join("\n", lines);
    }

    private static String paper(Cell cell, Reference reference) {
        String figure = "paper " + Percent.of(reference.accuracy()) + " (" + reference.edition() + ")";
        if (!reference.comparable()) {
            return figure + " *";
        }
        return figure
                + PublishedReferences.difference(cell, reference)
                        .map(difference -> " · ours " + difference)
                        .orElse("");
    }
}
