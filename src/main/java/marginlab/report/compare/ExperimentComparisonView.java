package marginlab.report.compare;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import marginlab.report.format.CellText;
import marginlab.report.format.JsonResults;
import marginlab.report.format.Percent;
import marginlab.report.format.TextColumns;
import marginlab.report.page.ComparisonPage;
import marginlab.report.page.NoiseView;
import marginlab.report.page.TextGrid;

/** Two experiments as tables for a terminal, as a page and as JSON. */
final class ExperimentComparisonView {
    private ExperimentComparisonView() {}

    static String text(ExperimentComparison compared) {
        StringBuilder text = new StringBuilder();
        for (TextGrid grid : grids(compared)) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(grid.heads().stream().map(CellText::oneLine).toList());
            grid.rows()
                    .forEach(
                            row -> lines.add(row.stream().map(CellText::oneLine).toList()));
            text.append(grid.title())
                    .append('\n')
                    .append(TextColumns.aligned(lines, grid.heads().size() == 3 ? 3 : 2));
            text.append(grid.note()).append("\n\n");
        }
        return text.toString();
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

    static JsonObject json(ExperimentComparison compared) {
        JsonObject root = new JsonObject();
        JsonArray names = new JsonArray();
        names.add(compared.first());
        names.add(compared.second());
        root.add("experiments", names);
        JsonArray rows = new JsonArray();
        for (ExperimentComparison.Line line : compared.lines()) {
            JsonObject row = new JsonObject();
            row.addProperty("objective", line.row());
            row.addProperty("protocol", line.set());
            line.one().ifPresent(value -> row.addProperty("first", value));
            line.other().ifPresent(value -> row.addProperty("second", value));
            row.addProperty("n", line.n());
            line.difference().ifPresent(value -> row.addProperty("difference", value));
            line.interval().ifPresent(interval -> row.add("interval95", JsonResults.pair(interval)));
            line.p().ifPresent(p -> row.addProperty("pPairs", p));
            rows.add(row);
        }
        root.add("rows", rows);
        JsonArray common = new JsonArray();
        for (CommonMistakes one : compared.mistakes()) {
            JsonObject json = one.json();
            json.addProperty("objective", one.row());
            common.add(json);
        }
        root.add("mistakes", common);
        JsonArray changed = new JsonArray();
        for (ExperimentComparison.Difference difference : compared.differences()) {
            JsonObject one = new JsonObject();
            one.addProperty("what", difference.what());
            one.addProperty("first", difference.one());
            one.addProperty("second", difference.other());
            changed.add(one);
        }
        root.add("differences", changed);
        return root;
    }
}
