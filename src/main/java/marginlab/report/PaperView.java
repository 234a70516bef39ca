package marginlab.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The paper's own tables as texts.
 *
 * @param source the paper
 * @param table the table's number
 * @param rows objective, edition and the accuracies on LFW, CFP-FP and AgeDB-30; rows that this experiment has too are
 *     marked
 * @param methods method, training images, LFW and YTF
 */
public record PaperView(String source, String table, List<Line> rows, List<List<String>> methods) {
    private static final List<String> SETS = List.of("lfw", "cfp-fp", "agedb-30");

    /** One row; {@code kind} is {@code ours} where this experiment has the objective. */
    public record Line(String objective, String edition, String kind, List<String> figures) {}

    static PaperView of(Table table) {
        Published published = Published.shipped();
        Set<String> ours = table.rows().stream().map(Row::objective).collect(Collectors.toSet());
        List<Line> rows = published.figures().stream()
                .map(figure -> new Line(
                        figure.objective(),
                        figure.edition(),
                        ours.contains(figure.objective()) ? "ours" : "",
                        SETS.stream()
                                .map(set -> text(figure.percent().get(set)))
                                .toList()))
                .toList();
        List<List<String>> methods = published.methods().stream()
                .map(m -> List.of(
                        m.method(),
                        m.images(),
                        text(m.percent().get("lfw")),
                        text(m.percent().get("ytf"))))
                .toList();
        return new PaperView(published.source(), published.table(), rows, methods);
    }

    private static String text(Double percent) {
        return percent == null ? "–" : Percent.of(percent / 100);
    }
}
