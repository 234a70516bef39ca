package marginlab.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.search.AngleStatistics;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.PublishedResults;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.stats.Summary;
import marginlab.store.record.Run;

/**
 * The angles of the paper's Table 3 as texts: how tight people are around their centres and how far the centres lie apart,
 * on the training set and on a test set.
 *
 * @param rows a line each that has angles
 * @param training the sets that those of the training are of; empty where there are none
 * @param test the verification set that Intra2 and Inter2 are of; empty where no run has them
 */
public record AnglesView(List<AngleRow> rows, String training, String test) {

    /** One row, with its boxes in the order of the columns. */
    public record AngleRow(String row, List<AngleBox> boxes) {}

    /** One figure; {@code paper} is the paper's, or nothing. */
    public record AngleBox(String figure, String hover, String paper) {}

    /** A column: its name on the page, the paper's key, the metric, of which kind of set, and what it is. */
    private record AngleColumn(String title, String key, String metric, boolean ofTest, String meaning) {}

    /** What a run has; {@code training} where it is of the people it was trained on. */
    private record AngleOutcome(boolean training, ProtocolOutcome outcome) {
        boolean isOf(String set) {
            return !training && outcome.set().equals(set);
        }
    }

    private static final String PAPERS_TEST = "lfw";
    private static final List<AngleColumn> COLUMNS = List.of(
            new AngleColumn(
                    "W-EC",
                    "w-ec",
                    "w-ec",
                    false,
                    "the mean angle between a class centre W and the centre of that person's embeddings"),
            new AngleColumn(
                    "W-Inter",
                    "w-inter",
                    "w-inter",
                    false,
                    "the mean over class centres of the smallest angle to another"),
            new AngleColumn(
                    "Intra1",
                    "intra",
                    "intra",
                    false,
                    "the mean angle between an embedding of the training set and the centre of that person's embeddings"),
            new AngleColumn(
                    "Inter1",
                    "inter",
                    "inter",
                    false,
                    "the mean over people of the training set of the smallest angle from their centre to another's"),
            new AngleColumn(
                    "Intra2",
                    "intra2",
                    "intra",
                    true,
                    "the mean angle between an embedding of the test set and the centre of that person's embeddings"),
            new AngleColumn(
                    "Inter2",
                    "inter2",
                    "inter",
                    true,
                    "the mean over people of the test set of the smallest angle from their centre to another's"));

    static AnglesView of(SweepResults sweep, AccuracyTable table) {
        Map<TableRow, List<AngleOutcome>> angles = new LinkedHashMap<>();
        for (TableRow row : table.rows()) {
            List<AngleOutcome> outcomes = row.trials().stream()
                    .flatMap(trial -> sweep.run(trial).stream())
                    .flatMap(AnglesView::of)
                    .toList();
            if (!outcomes.isEmpty()) {
                angles.put(row, outcomes);
            }
        }
        String test = Stream.concat(Stream.of(PAPERS_TEST), table.sets().stream())
                .filter(table.sets()::contains)
                .filter(set -> angles.values().stream().flatMap(List::stream).anyMatch(one -> one.isOf(set)))
                .findFirst()
                .orElse("");
        String training = angles.values().stream()
                .flatMap(List::stream)
                .filter(AngleOutcome::training)
                .map(one -> one.outcome().set())
                .distinct()
                .collect(Collectors.joining("; "));
        List<AngleRow> lines = new ArrayList<>();
        angles.forEach((row, outcomes) -> lines.add(new AngleRow(
                row.label(),
                COLUMNS.stream()
                        .map(column -> box(
                                row.objective(),
                                column,
                                outcomes.stream()
                                        .filter(one -> column.ofTest() ? one.isOf(test) : one.training())
                                        .map(AngleOutcome::outcome)
                                        .toList()))
                        .toList())));
        return new AnglesView(lines, training, test);
    }

    private static Stream<AngleOutcome> of(Run run) {
        String trained = String.join(" + ", run.trial().settings().train());
        return run.outcomes().stream()
                .filter(outcome -> outcome.variant().equals(AngleStatistics.VARIANT))
                .map(outcome -> new AngleOutcome(outcome.set().equals(trained), outcome));
    }

    /** The names of the columns. */
    public List<String> heads() {
        return COLUMNS.stream().map(AngleColumn::title).toList();
    }

    private static AngleBox box(String objective, AngleColumn column, List<ProtocolOutcome> outcomes) {
        List<Double> values = outcomes.stream()
                .map(outcome -> outcome.metrics().get(column.metric()))
                .filter(value -> value != null)
                .toList();
        String meaning = column.title() + ", " + column.meaning();
        String paper = PublishedResults.shipped()
                .angle(objective, column.key())
                .map(AnglesView::degrees)
                .orElse("");
        if (values.isEmpty()) {
            String why = column.ofTest()
                    ? "not measured: 'score stored RUN --rules angles' does"
                    : "this objective has no class centres";
            return new AngleBox("–", meaning + "\n" + why, paper);
        }
        Summary summary = new Summary(values);
        Optional<String> spread = summary.deviation().stream()
                .mapToObj(deviation -> ", sample deviation " + degrees(deviation))
                .findFirst();
        return new AngleBox(
                degrees(summary.mean()), meaning + "\nmean of " + values.size() + " seeds" + spread.orElse(""), paper);
    }

    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.2f°", value);
    }
}
