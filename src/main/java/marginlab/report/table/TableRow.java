package marginlab.report.table;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.plan.Trial;

/**
 * A line of the table: an objective under settings, over its seeds.
 *
 * @param objective its label
 * @param factors the settings in which rows of this table differ, by name; empty when they share all
 * @param telling those of the factors that tell it from other rows of its objective, by name
 * @param baseline whether others are compared with it
 * @param trials one a seed, in the order of the seeds
 * @param repeats further trainings with these seeds, which no mean counts
 * @param cells one a column
 */
public record TableRow(
        String objective,
        Map<String, String> factors,
        SortedMap<String, String> telling,
        boolean baseline,
        List<Trial> trials,
        List<Trial> repeats,
        List<Cell> cells) {
    /** What stands after the name of a network that others trained. */
    public static final String NOT_TRAINED = "not trained here";

    public TableRow {
        trials = List.copyOf(trials);
        repeats = List.copyOf(repeats);
        cells = List.copyOf(cells);
    }

    /** Whether it was trained here, and is no network of others. */
    public boolean isTrained() {
        return trials.get(0).settings().isTraining();
    }

    /** What stands after its name: that it is the baseline, or not trained here; often nothing. */
    public String remark() {
        return Stream.of(isTrained() ? "" : NOT_TRAINED, baseline ? "baseline" : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** The name with that in parentheses. */
    public String marked() {
        return remark().isEmpty() ? objective : objective + " (" + remark() + ")";
    }

    /** Names the row among the others, as its experiment does: {@code NS [scale=20]}. */
    public String label() {
        return telling.isEmpty() ? objective : objective + " [" + text(telling) + "]";
    }

    /** Whether this is its objective, or names it by any of the factors, more or fewer than tell it from others. */
    boolean isCalled(String name) {
        SortedMap<String, String> named = new TreeMap<>(factors);
        named.keySet().removeIf(factor -> !name.contains("[" + factor + "=") && !name.contains(" " + factor + "="));
        return name.equals(objective) || name.equals(objective + " [" + text(named) + "]");
    }

    /** {@code scale=20, engine=MXNet}. */
    public String factorText() {
        return text(factors);
    }

    private static String text(Map<String, String> some) {
        return some.entrySet().stream()
                .map(factor -> factor.getKey() + "=" + factor.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What it was trained with and another row was not: {@code sampling 128 x 4, there shuffle}. */
    public List<String> differingFrom(TableRow other) {
        return factors.entrySet().stream()
                .filter(factor -> !factor.getValue().equals(other.factors.get(factor.getKey())))
                .map(factor ->
                        factor.getKey() + " " + factor.getValue() + ", there " + other.factors.get(factor.getKey()))
                .toList();
    }

    /** Every trial of it, those of a seed together. */
    public List<Trial> all() {
        return Stream.concat(trials.stream(), repeats.stream())
                .sorted(Comparator.comparingLong(Trial::seed).thenComparingInt(Trial::repeat))
                .toList();
    }

    TableRow asBaseline() {
        return new TableRow(objective, factors, telling, true, trials, repeats, cells);
    }

    TableRow with(List<Cell> other) {
        return new TableRow(objective, factors, telling, baseline, trials, repeats, other);
    }
}
