package marginlab.store.query;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sorts rows by a column; those without a value stand last, whichever way it goes.
 *
 * @param descends the largest first
 */
record SelectedOrder(RunColumn column, boolean descends) {

    /** What a row is sorted by: a number, or else a text. */
    private record SortKey(Optional<Double> number, String text, boolean descends) implements Comparable<SortKey> {
        @Override
        public int compareTo(SortKey other) {
            int sign = descends ? -1 : 1;
            if (number.isPresent() && other.number.isPresent()) {
                return sign * Double.compare(number.get(), other.number.get());
            }
            if (number.isPresent() != other.number.isPresent()) {
                return number.isPresent() ? -1 : 1;
            }
            if (text.isEmpty() != other.text.isEmpty()) {
                return text.isEmpty() ? 1 : -1;
            }
            return sign * text.compareToIgnoreCase(other.text);
        }
    }

    private record KeyedRow(SelectedRow row, List<SortKey> keys) {
        int compare(KeyedRow other) {
            for (int i = 0; i < keys.size(); i++) {
                int order = keys.get(i).compareTo(other.keys.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }

    /** Rows by the first of the orders, equal ones by the next; each key is looked up once. */
    static List<SelectedRow> sorted(List<SelectedRow> rows, List<SelectedOrder> orders) {
        Comparator<KeyedRow> byKeys = KeyedRow::compare;
        return rows.stream()
                .map(row -> new KeyedRow(
                        row, orders.stream().map(order -> order.key(row)).toList()))
                .sorted(byKeys)
                .map(KeyedRow::row)
                .toList();
    }

    private SortKey key(SelectedRow row) {
        return new SortKey(row.number(column), row.plain(column), descends);
    }
}
