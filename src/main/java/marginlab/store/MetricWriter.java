package marginlab.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import marginlab.store.record.TrialEvent;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds metrics of a trial, a row an event; a row that is there already is left as it is. */
final class MetricWriter {
    private static final Logger LOG = LoggerFactory.getLogger(MetricWriter.class);
    private static final int BATCH = 5000;

    private final Connection connection;
    private final MetricNameLists nameLists;

    MetricWriter(Connection connection, MetricNameLists nameLists) {
        this.connection = connection;
        this.nameLists = nameLists;
    }

    private record MetricRowKey(int attempt, long step, int heading) {}

    /** Plain inserts first, for nearly always all rows are new; only when one is there already is each looked up. */
    void add(int trial, List<TrialEvent.Measured> events) throws SQLException {
        // Before the savepoint, or a list that is rolled back would be taken for known.
        List<MetricRowKey> rows = new ArrayList<>();
        for (TrialEvent.Measured event : events) {
            rows.add(new MetricRowKey(
                    event.attempt(),
                    event.step(),
                    nameLists.number(event.values().keySet())));
        }
        Savepoint before = connection.setSavepoint();
        try {
            insert(trial, rows, events, (row, figures) -> true);
        } catch (SQLException e) {
            if (e.getErrorCode() != ErrorCode.DUPLICATE_KEY_1) {
                throw e;
            }
            connection.rollback(before);
            Map<MetricRowKey, List<Double>> known = known(trial);
            insert(trial, rows, events, (row, figures) -> {
                List<Double> there = known.putIfAbsent(row, figures);
                if (there != null && !there.equals(figures)) {
                    LOG.warn(
                            "{} differs from the {} that is stored and is left out: attempt {}, step {}",
                            figures,
                            there,
                            row.attempt(),
                            row.step());
                }
                return there == null;
            });
        }
    }

    private void insert(
            int trial,
            List<MetricRowKey> rows,
            List<TrialEvent.Measured> events,
            BiPredicate<MetricRowKey, List<Double>> isNew)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO measured VALUES (?, ?, ?, ?, ?, ?)")) {
            int waiting = 0;
            for (int i = 0; i < rows.size(); i++) {
                MetricRowKey row = rows.get(i);
                List<Double> figures = List.copyOf(events.get(i).values().values());
                if (figures.isEmpty() || !isNew.test(row, figures)) {
                    continue;
                }
                insert.setInt(1, trial);
                insert.setInt(2, row.attempt());
                insert.setLong(3, row.step());
                insert.setInt(4, row.heading());
                insert.setInt(5, events.get(i).epoch());
                insert.setObject(6, figures.toArray());
                insert.addBatch();
                waiting++;
                if (waiting >= BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    private Map<MetricRowKey, List<Double>> known(int trial) throws SQLException {
        Map<MetricRowKey, List<Double>> known = new HashMap<>();
        new SqlSession(connection)
                .each(
                        "SELECT attempt, step, heading, figures FROM measured WHERE trial = ?",
                        row -> known.put(new MetricRowKey(row.number(1), row.whole(2), row.number(3)), row.figures(4)),
                        trial);
        return known;
    }
}
