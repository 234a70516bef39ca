package marginlab.report.format;

import java.util.List;
import java.util.Optional;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.PublishedOrder;
import marginlab.stats.Interval;

/**
 * How the order of the rows of a column agrees with the paper's, as JSON.
 *
 * @param tau Kendall's tau-b
 * @param low of its interval over seeds; absent for one seed
 * @param rows labels of the rows that both have
 * @param inverted pairs of them that stand the other way round in the paper, the one that is better here first
 */
record JsonOrder(
        String column,
        double tau,
        Optional<Double> low,
        Optional<Double> high,
        List<String> rows,
        List<List<String>> inverted) {

    /** Absent where the paper has figures for no column. */
    static Optional<List<JsonOrder>> of(AccuracyTable table) {
        List<JsonOrder> orders =
                PublishedOrder.of(table).stream().map(JsonOrder::of).toList();
        return Optional.of(orders).filter(some -> !some.isEmpty());
    }

    private static JsonOrder of(PublishedOrder order) {
        Optional<Interval> interval = order.agreement().interval();
        return new JsonOrder(
                order.column().name(),
                order.agreement().tau(),
                interval.map(Interval::low),
                interval.map(Interval::high),
                order.rows(),
                order.agreement().inverted().stream()
                        .map(pair -> List.of(
                                order.rows().get(pair.above()), order.rows().get(pair.below())))
                        .toList());
    }
}
