package marginlab.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds metric rows of a trial; a row that is there already is left as it is. */
final class MetricWrites {
    private static final Logger LOG = LoggerFactory.getLogger(MetricWrites.class);
    private static final int BATCH = 5000;

    private final Connection connection;
    private final Map<String, Integer> names;

    /** @param names numbers of the metric names, kept from one transaction to the next */
    MetricWrites(Connection connection, Map<String, Integer> names) {
        this.connection = connection;
        this.names = names;
    }

    private record Row(int attempt, int name, long step) {}

    /** Plain inserts first, for nearly always all rows are new; only when one is there already is each looked up. */
    void add(int trial, List<Event.Measured> events) throws SQLException {
        // Before the savepoint, or a name that is rolled back would stay in the map.
        for (Event.Measured event : events) {
            for (String name : event.values().keySet()) {
                number(name);
            }
        }
        Savepoint before = connection.setSavepoint();
        try {
            insert(trial, events, (row, figure) -> true);
        } catch (SQLException e) {
            if (e.getErrorCode() != ErrorCode.DUPLICATE_KEY_1) {
                throw e;
            }
            connection.rollback(before);
            Map<Row, Double> known = known(trial);
            insert(trial, events, (row, figure) -> {
                Double there = known.putIfAbsent(row, figure);
                if (there != null && there.doubleValue() != figure) {
                    LOG.warn("{} differs from the {} that is stored and is left out: {}", figure, there, row);
                }
                return there == null;
            });
        }
    }

    private void insert(int trial, List<Event.Measured> events, BiPredicate<Row, Double> isNew) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO metric VALUES (?, ?, ?, ?, ?, ?)")) {
            int waiting = 0;
            for (Event.Measured event : events) {
                for (Map.Entry<String, Double> value : event.values().entrySet()) {
                    Row row = new Row(event.attempt(), names.get(value.getKey()), event.step());
                    if (isNew.test(row, value.getValue())) {
                        insert.setInt(1, trial);
                        insert.setInt(2, row.attempt());
                        insert.setInt(3, row.name());
                        insert.setLong(4, row.step());
                        insert.setInt(5, event.epoch());
                        insert.setDouble(6, value.getValue());
                        insert.addBatch();
                        waiting++;
                    }
                }
                if (waiting >= BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    private Map<Row, Double> known(int trial) throws SQLException {
        Map<Row, Double> known = new HashMap<>();
        new Sql(connection)
                .each(
                        "SELECT attempt, name, step, figure FROM metric WHERE trial = ?",
                        row -> known.put(new Row(row.getInt(1), row.getInt(2), row.getLong(3)), row.getDouble(4)),
                        trial);
        return known;
    }

    private void number(String name) throws SQLException {
        if (!names.containsKey(name)) {
            Sql sql = new Sql(connection);
            Integer number = sql.number("SELECT number FROM metric_name WHERE name = ?", name);
            if (number == null) {
                number = sql.insert("INSERT INTO metric_name (name) VALUES (?)", name);
            }
            names.put(name, number);
        }
    }
}
