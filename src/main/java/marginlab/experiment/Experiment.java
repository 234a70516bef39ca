package marginlab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.experiment.expand.LossReader;
import marginlab.experiment.setting.DatasetMention;
import marginlab.loss.formula.LossDefinitions;

/**
 * What was asked for, complete and checked.
 *
 * @param name of its runs and reports
 * @param description one line or more for a person; may be empty
 * @param rows of the table, in order
 * @param aliases labels of rows by those that name settings which change nothing in them, too
 * @param excluded rows left out, in order
 * @param columns verification sets, in the table's order
 * @param seeds each row is trained once with each
 * @param until further seeds in rounds, until comparisons are decided; absent where there are those seeds and no more
 * @param tuning the search that every row gets first; absent where rows are trained as they are
 * @param repeat so many times each seed is trained; more than once measures the noise floor
 * @param factors names of the settings that vary between rows, in the order of the file
 * @param baseline label of the rows that others are compared with: an objective, or one row
 * @param difference points within which rows count as equal
 * @param mentions every dataset that is named, with its place
 * @param networks rows that are not trained, after the others
 */
public record Experiment(
        String name,
        String description,
        List<ExperimentRow> rows,
        Map<String, String> aliases,
        List<ExcludedRow> excluded,
        List<String> columns,
        List<Long> seeds,
        Optional<SeedsUntilDecided> until,
        Optional<Tuning> tuning,
        int repeat,
        List<String> factors,
        Optional<String> baseline,
        double difference,
        List<DatasetMention> mentions,
        List<NetworkRow> networks) {

    public Experiment {
        rows = List.copyOf(rows);
        aliases = Map.copyOf(aliases);
        excluded = List.copyOf(excluded);
        columns = List.copyOf(columns);
        seeds = List.copyOf(seeds);
        factors = List.copyOf(factors);
        mentions = List.copyOf(mentions);
        networks = List.copyOf(networks);
    }

    /** The same under another name. */
    public Experiment named(String other) {
        return with(other, seeds);
    }

    /** The same with all seeds that its rows may get. */
    public Experiment withAllSeeds() {
        return with(name, until.map(SeedsUntilDecided::all).orElse(seeds));
    }

    /** The same with other rows, which are trained as they are. */
    public Experiment tuned(List<ExperimentRow> others, Optional<String> base) {
        return new Experiment(
                name,
                description,
                others,
                Map.of(),
                excluded,
                columns,
                seeds,
                until,
                Optional.empty(),
                repeat,
                factors,
                base,
                difference,
                mentions,
                networks);
    }

    private Experiment with(String called, List<Long> some) {
        return new Experiment(
                called,
                description,
                rows,
                aliases,
                excluded,
                columns,
                some,
                until,
                tuning,
                repeat,
                factors,
                baseline,
                difference,
                mentions,
                networks);
    }

    /** The rows of that label or alias, or all rows of that objective. */
    public List<ExperimentRow> rows(String label) {
        return matching(rows, aliases, label);
    }

    public static List<ExperimentRow> matching(List<ExperimentRow> rows, Map<String, String> aliases, String label) {
        String own = aliases.getOrDefault(label, label);
        List<ExperimentRow> exact =
                rows.stream().filter(row -> row.label().equals(own)).toList();
        String objective = LossReader.lenient(label, definitions(rows));
        return exact.isEmpty()
                ? rows.stream()
                        .filter(row -> row.objective().label().equals(objective))
                        .toList()
                : exact;
    }

    /** What is odd about the losses that it defines, a line each, with its place. */
    public List<String> doubts() {
        return rows.stream()
                .flatMap(row -> row.objective().doubts(row.settings().beyondPi()).stream()
                        .map(doubt -> row.place() + ": " + doubt))
                .distinct()
                .toList();
    }

    /** Of all losses in these rows that the experiment defines. */
    public static LossDefinitions definitions(List<ExperimentRow> rows) {
        return rows.stream()
                .map(row -> row.settings().definitions())
                .reduce(LossDefinitions.NONE, LossDefinitions::with);
    }

    /** Every label there is, each once: rows, then objectives of several rows, then networks. */
    public List<String> labels() {
        List<String> labels = labels(rows);
        networks.forEach(network -> labels.add(network.name()));
        return labels;
    }

    /** The network of that name. */
    public Optional<NetworkRow> network(String name) {
        return networks.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    public static List<String> labels(List<ExperimentRow> rows) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        rows.forEach(row -> labels.put(row.label(), 0));
        rows.forEach(row -> labels.putIfAbsent(row.objective().label(), 0));
        return new ArrayList<>(labels.keySet());
    }
}
