package marginlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.stats.Summary;
import marginlab.verify.Outcome;

/**
 * The angles of the paper's Table 3 as texts: how tight people are around their centres and how far the centres lie apart,
 * on the training set.
 *
 * @param rows a line each that has angles
 * @param note what they were taken from, one line; empty where there is nothing to say
 */
public record AnglesView(List<Line> rows, String note) {

    /** One row, with its boxes in the order of the columns. */
    public record Line(String row, List<Box> boxes) {}

    /** One figure; {@code paper} is the paper's, or nothing. */
    public record Box(String figure, String hover, String paper) {}

    private static final List<String> KEYS = List.of("w-ec", "w-inter", "intra", "inter");
    private static final Map<String, String> MEANINGS = Map.of(
            "w-ec", "W-EC, the mean angle between a class centre W and the centre of that person's embeddings",
            "w-inter", "W-Inter, the mean over class centres of the smallest angle to another",
            "intra", "Intra1, the mean angle between an embedding and the centre of that person's embeddings",
            "inter", "Inter1, the mean over people of the smallest angle from their centre to another's");

    static AnglesView of(Sweep sweep, Table table) {
        List<Line> lines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Row row : table.rows()) {
            List<Outcome> outcomes = row.trials().stream()
                    .flatMap(trial -> sweep.run(trial).stream())
                    .flatMap(run -> run.outcomes().stream())
                    .filter(outcome -> outcome.variant().equals("angles"))
                    .toList();
            if (!outcomes.isEmpty()) {
                lines.add(new Line(
                        row.label(),
                        KEYS.stream()
                                .map(key -> box(row.objective(), key, outcomes))
                                .toList()));
                outcomes.forEach(outcome -> notes.add(outcome.set()));
            }
        }
        String sets = notes.stream().distinct().collect(Collectors.joining("; "));
        return new AnglesView(lines, sets);
    }

    private static Box box(String objective, String key, List<Outcome> outcomes) {
        List<Double> values = outcomes.stream()
                .map(outcome -> outcome.metrics().get(key))
                .filter(value -> value != null)
                .toList();
        String paper = Published.shipped()
                .angle(objective, key)
                .map(AnglesView::degrees)
                .orElse("");
        if (values.isEmpty()) {
            return new Box("–", MEANINGS.get(key) + "\nthis objective has no class centres", paper);
        }
        Summary summary = new Summary(values);
        Optional<String> spread = summary.deviation().stream()
                .mapToObj(deviation -> ", sample deviation " + degrees(deviation))
                .findFirst();
        return new Box(
                degrees(summary.mean()),
                MEANINGS.get(key) + "\nmean of " + values.size() + " seeds" + spread.orElse(""),
                paper);
    }

    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.2f°", value);
    }
}
