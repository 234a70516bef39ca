package marginlab.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.report.format.Percent;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.ImportedRow;
import marginlab.report.table.PublishedResults;
import marginlab.report.table.PublishedResults.Method;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.stats.Summary;
import marginlab.store.record.ImportedFigure;

/**
 * The paper's own tables as texts.
 *
 * @param source the paper
 * @param table the table's number
 * @param rows objective, edition and the accuracies on LFW, CFP-FP and AgeDB-30; rows that this experiment has too are
 *     marked
 * @param methods the literature on LFW and YTF, with this experiment's best row where it was verified on one of them
 * @param without why no row of ours is among the methods; empty where one is
 */
public record PaperView(String source, String table, List<PaperRow> rows, List<MethodLine> methods, String without) {
    private static final List<String> SETS = List.of("lfw", "cfp-fp", "agedb-30");
    private static final String LFW = "lfw";
    private static final String YTF = "ytf";

    /** One row; {@code kind} is {@code ours} where this experiment has the objective. */
    public record PaperRow(String objective, String edition, String kind, List<String> figures) {}

    /** One method; {@code kind} is {@code ours} for a row of this experiment. */
    public record MethodLine(String method, String images, String lfw, String ytf, String kind, String hover) {}

    static PaperView of(SweepResults sweep, AccuracyTable table) {
        PublishedResults published = PublishedResults.shipped();
        Set<String> ours = table.rows().stream().map(TableRow::objective).collect(Collectors.toSet());
        List<PaperRow> rows = published.figures().stream()
                .map(figure -> new PaperRow(
                        figure.objective(),
                        figure.edition(),
                        ours.contains(figure.objective()) ? "ours" : "",
                        SETS.stream()
                                .map(set -> text(figure.percent().get(set)))
                                .toList()))
                .toList();
        List<MethodLine> methods = new ArrayList<>(
                published.methods().stream().map(PaperView::line).toList());
        methods.addAll(imported(sweep.imported()));
        Optional<MethodLine> best = best(sweep, table);
        best.ifPresent(methods::add);
        String without =
                best.isPresent() ? "" : "No row of this experiment stands here: it verifies on neither lfw nor ytf.";
        return new PaperView(published.source(), published.table(), rows, methods, without);
    }

    private static MethodLine line(Method method) {
        Map<String, Double> percent = method.percent();
        return new MethodLine(
                method.method(), method.images(), text(percent.get(LFW)), text(percent.get(YTF)), "", method.source());
    }

    /** What others have published since, as it was entered. */
    private static List<MethodLine> imported(List<ImportedFigure> figures) {
        return figures.stream()
                .map(ImportedFigure::method)
                .distinct()
                .map(method -> new MethodLine(
                        method + " (entered)",
                        "–",
                        ImportedRow.accuracy(figures, method, LFW)
                                .map(Percent::of)
                                .orElse("–"),
                        ImportedRow.accuracy(figures, method, YTF)
                                .map(Percent::of)
                                .orElse("–"),
                        "",
                        figures.stream()
                                .filter(one -> one.method().equals(method))
                                .map(ImportedFigure::source)
                                .distinct()
                                .collect(Collectors.joining("; "))))
                .filter(line -> !line.lfw().equals("–") || !line.ytf().equals("–"))
                .toList();
    }

    /** The row with the highest mean on LFW, or on YTF where there is no LFW. */
    private static Optional<MethodLine> best(SweepResults sweep, AccuracyTable table) {
        return table.rows().stream()
                .filter(row -> mean(row, LFW).or(() -> mean(row, YTF)).isPresent())
                .max(Comparator.comparing(
                        row -> mean(row, LFW).or(() -> mean(row, YTF)).orElseThrow()))
                .map(row -> new MethodLine(
                        "This experiment, " + row.label(),
                        images(sweep, row),
                        mean(row, LFW).map(Percent::of).orElse("–"),
                        mean(row, YTF).map(Percent::of).orElse("–"),
                        "ours",
                        "the best row of this experiment, mean over seeds"));
    }

    private static Optional<Double> mean(TableRow row, String set) {
        return row.cells().stream()
                .filter(cell -> cell.set().equals(set))
                .flatMap(cell -> cell.summary().stream())
                .map(Summary::mean)
                .findFirst();
    }

    private static String images(SweepResults sweep, TableRow row) {
        List<String> names = row.trials().get(0).settings().train();
        return DatasetView.of(sweep).stream()
                .filter(line -> names.contains(line.name()))
                .map(DatasetView::images)
                .collect(Collectors.joining(" + "));
    }

    private static String text(Double percent) {
        return percent == null ? "–" : Percent.of(percent / 100);
    }
}
