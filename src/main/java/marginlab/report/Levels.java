package marginlab.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import marginlab.stats.Holm;
import marginlab.stats.PooledDifferences;
import marginlab.stats.Summary;

/** Finds the rows of a column that cannot be told from its best one. */
final class Levels {
    static final double SIGNIFICANT = 0.05;

    private Levels() {}

    /** The best row and those not worse beyond the noise between seeds; empty where no other row can be tested. */
    static Set<Row> of(List<Row> rows, int column) {
        Optional<Row> best = rows.stream()
                .filter(row -> !row.cells().get(column).samples().isEmpty())
                .max(Comparator.comparingDouble(
                        row -> row.cells().get(column).summary().orElseThrow().mean()));
        return best.map(row -> levelWith(row, rows, column)).orElse(Set.of());
    }

    private static Set<Row> levelWith(Row best, List<Row> rows, int column) {
        Map<Row, Summary> differences = new LinkedHashMap<>();
        for (Row row : rows) {
            List<Double> matched =
                    Pairing.differences(best.cells().get(column), row.cells().get(column));
            if (row != best && !matched.isEmpty()) {
                differences.put(row, new Summary(matched));
            }
        }
        PooledDifferences pool = new PooledDifferences(List.copyOf(differences.values()));
        differences.values().removeIf(difference -> pool.p(difference).isEmpty());
        List<Row> tested = List.copyOf(differences.keySet());
        double[] adjusted = Holm.adjust(differences.values().stream()
                .map(difference -> pool.p(difference).getAsDouble())
                .toList());
        Set<Row> level = new HashSet<>(tested.isEmpty() ? Set.of() : Set.of(best));
        for (int i = 0; i < adjusted.length; i++) {
            if (adjusted[i] >= SIGNIFICANT) {
                level.add(tested.get(i));
            }
        }
        return level;
    }
}
