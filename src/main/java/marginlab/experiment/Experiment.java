package marginlab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for, complete and checked.
 *
 * @param name of its runs and reports
 * @param description one line or more for a person; may be empty
 * @param rows of the table, in order
 * @param excluded rows left out, in order
 * @param columns verification sets, in the table's order
 * @param seeds each row is trained once with each
 * @param repeat so many times each seed is trained; more than once measures the noise floor
 * @param factors names of the settings that vary between rows, in the order of the file
 * @param baseline label of the rows that others are compared with: an objective, or one row
 * @param mentions every dataset that is named, with its place
 */
public record Experiment(
        String name,
        String description,
        List<Row> rows,
        List<Excluded> excluded,
        List<String> columns,
        List<Long> seeds,
        int repeat,
        List<String> factors,
        Optional<String> baseline,
        List<Mention> mentions) {

    public Experiment {
        rows = List.copyOf(rows);
        excluded = List.copyOf(excluded);
        columns = List.copyOf(columns);
        seeds = List.copyOf(seeds);
        factors = List.copyOf(factors);
        mentions = List.copyOf(mentions);
    }

    /** The rows of that label, or all rows of that objective. */
    public List<Row> rows(String label) {
        return matching(rows, label);
    }

    /**
     * What a row is compared with: the baseline itself where it is one row; otherwise the baseline's row with the same
     * varying settings, or its only row. Empty where the experiment has no baseline, or none for these settings.
     */
    public Optional<Row> baselineOf(Row row) {
        List<Row> candidates = baseline.map(this::rows).orElse(List.of());
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(0));
        }
        return candidates.stream()
                .filter(candidate -> candidate.settings().equals(row.settings())
                        || candidate.varying().equals(row.varying()))
                .findFirst();
    }

    static List<Row> matching(List<Row> rows, String label) {
        List<Row> exact = rows.stream().filter(row -> row.label().equals(label)).toList();
        String objective = LossReader.lenient(label);
        return exact.isEmpty()
                ? rows.stream().filter(row -> row.objective().equals(objective)).toList()
                : exact;
    }

    /** Every label that {@link #rows(String)} knows, each once: rows, then objectives of several rows. */
    public List<String> labels() {
        return labels(rows);
    }

    static List<String> labels(List<Row> rows) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        rows.forEach(row -> labels.put(row.label(), 0));
        rows.forEach(row -> labels.putIfAbsent(row.objective(), 0));
        return new ArrayList<>(labels.keySet());
    }
}
