package marginlab.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import marginlab.progress.DisplayWidth;
import marginlab.report.format.CellText;
import marginlab.report.format.Percent;
import marginlab.report.format.TextColumns;
import marginlab.report.page.ComparisonPage;
import marginlab.report.page.NoiseView;
import marginlab.report.page.TextGrid;
import marginlab.stats.Interval;

/** Two experiments as tables for a terminal, as a page and as JSON. */
final class ExperimentComparisonView {
    private ExperimentComparisonView() {}

    static String text(ExperimentComparison compared, int width) {
        return grids(compared).stream().map(grid -> text(grid, width) + "\n").collect(Collectors.joining());
    }

    /** Title, table and note; what has three columns has texts in all of them, else they are in the first two. */
    static String text(TextGrid grid, int width) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(grid.heads().stream().map(CellText::oneLine).toList());
        grid.rows().forEach(row -> lines.add(row.stream().map(CellText::oneLine).toList()));
        boolean isOfTexts = grid.heads().size() == 3;
        return grid.title() + "\n"
                + TextColumns.of(lines, isOfTexts ? 3 : 2, isOfTexts ? 1 : 2, width)
                + String.join("\n", DisplayWidth.wrapped(grid.note(), width)) + "\n";
    }

    static String html(ExperimentComparison compared) {
        return ComparisonPage.html(compared.first() + " and " + compared.second(), grids(compared));
    }

    private static List<TextGrid> grids(ExperimentComparison compared) {
        List<List<String>> rows = compared.lines().stream()
                .map(line -> List.of(
                        line.row(),
                        line.set(),
                        line.one().map(Percent::of).orElse("-"),
                        line.other().map(Percent::of).orElse("-"),
                        line.difference().map(Percent::difference).orElse("-"),
                        line.interval()
                                .map(i -> Percent.difference(i.low()) + " to " + Percent.difference(i.high()))
                                .orElse("-"),
                        String.valueOf(line.n()),
                        NoiseView.p(line.p())))
                .toList();
        List<List<String>> changed = compared.differences().stream()
                .map(difference -> List.of(difference.what(), difference.one(), difference.other()))
                .toList();
        List<TextGrid> grids = new ArrayList<>();
        grids.add(new TextGrid(
                "Accuracy, percent",
                "Differences in points, second minus first, paired by seed; 95 % interval over seeds (Student); p of the"
                        + " decisions on the same pairs (exact McNemar, not adjusted).",
                List.of(
                        "row",
                        "set",
                        compared.first(),
                        compared.second(),
                        "difference",
                        "95 % interval",
                        "seeds",
                        "p by pair"),
                rows));
        if (!compared.mistakes().isEmpty()) {
            grids.add(CommonMistakes.grid(compared.first(), compared.second(), compared.mistakes()));
        }
        grids.add(new TextGrid(
                "What differs",
                compared.differences().isEmpty() ? "Nothing." : "Everything else is the same in both.",
                List.of("", compared.first(), compared.second()),
                changed));
        return grids;
    }

    static Document json(ExperimentComparison compared) {
        return new Document(
                List.of(compared.first(), compared.second()),
                compared.lines().stream().map(ComparedCellJson::of).toList(),
                compared.mistakes().stream().map(CommonMistakes::documentOfRow).toList(),
                compared.differences().stream()
                        .map(one -> new SettingDifferenceJson(one.what(), one.one(), one.other()))
                        .toList());
    }

    /** Two experiments as JSON. */
    record Document(
            List<String> experiments,
            List<ComparedCellJson> rows,
            List<CommonMistakes.Document> mistakes,
            List<SettingDifferenceJson> differences) {}

    record ComparedCellJson(
            String objective,
            String protocol,
            Optional<Double> first,
            Optional<Double> second,
            int n,
            Optional<Double> difference,
            Optional<List<Double>> interval95,
            OptionalDouble pPairs) {
        private static ComparedCellJson of(ExperimentComparison.ComparedCell line) {
            return new ComparedCellJson(
                    line.row(),
                    line.set(),
                    line.one(),
                    line.other(),
                    line.n(),
                    line.difference(),
                    line.interval().map(Interval::ends),
                    line.p());
        }
    }

    record SettingDifferenceJson(String what, String first, String second) {}
}
