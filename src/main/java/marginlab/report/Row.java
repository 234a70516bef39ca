package marginlab.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import marginlab.plan.Trial;

/**
 * A line of the table: an objective under settings, over its seeds.
 *
 * @param objective its label
 * @param factors the settings in which rows of this table differ, by name; empty when they share all
 * @param baseline whether others are compared with it
 * @param trials one a seed, in the order of the seeds
 * @param cells one a column
 */
record Row(String objective, Map<String, String> factors, boolean baseline, List<Trial> trials, List<Cell> cells) {
    Row {
        trials = List.copyOf(trials);
        cells = List.copyOf(cells);
    }

    /** Names the row among the others: {@code NS [scale=20]}. */
    String label() {
        return factors.isEmpty() ? objective : objective + " [" + factorText() + "]";
    }

    /** {@code scale=20, engine=MXNet}. */
    String factorText() {
        return factors.entrySet().stream()
                .map(factor -> factor.getKey() + "=" + factor.getValue())
                .collect(Collectors.joining(", "));
    }

    Row asBaseline() {
        return new Row(objective, factors, true, trials, cells);
    }

    Row with(List<Cell> other) {
        return new Row(objective, factors, baseline, trials, other);
    }
}
