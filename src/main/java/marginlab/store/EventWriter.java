package marginlab.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.CostProfile;
import marginlab.store.record.TrialEvent;

/** One transaction that takes in events of one trial; what is there already is left as it is. */
final class EventWriter {
    private final Connection connection;
    private final SqlSession sql;
    private final MetricNameLists nameLists;

    /** @param known numbers of lists of names, kept from one transaction to the next */
    EventWriter(Connection connection, Map<List<String>, Integer> known) {
        this.connection = connection;
        this.sql = new SqlSession(connection);
        this.nameLists = new MetricNameLists(sql, known);
    }

    void ingest(Trial trial, List<TrialEvent> events) throws SQLException {
        int number = trial(trial);
        List<TrialEvent.Measured> measured = new ArrayList<>();
        for (TrialEvent event : events) {
            if (event instanceof TrialEvent.Measured m) {
                measured.add(m);
            } else if (event instanceof TrialEvent.Started started) {
                start(number, started);
            } else if (event instanceof TrialEvent.Scored scored) {
                score(number, scored.attempt(), scored.outcome());
            } else if (event instanceof TrialEvent.Ended ended) {
                end(number, ended);
            }
        }
        if (!measured.isEmpty()) {
            new MetricWriter(connection, nameLists).add(number, measured);
        }
        sql.update(
                "UPDATE trial SET (attempt, state) = (SELECT attempt, state FROM attempt a WHERE a.trial = trial.number"
                        + " ORDER BY attempt DESC FETCH FIRST ROW ONLY)"
                        + " WHERE number = ? AND EXISTS (SELECT 1 FROM attempt a WHERE a.trial = trial.number)",
                number);
    }

    private int trial(Trial trial) throws SQLException {
        Integer known = sql.number("SELECT number FROM trial WHERE id = ?", trial.id());
        if (known != null) {
            return known;
        }
        return sql.insert(
                "INSERT INTO trial (id, objective, seed, likeness, definition, state, attempt, touched)"
                        + " VALUES (?, ?, ?, ?, ?, 'planned', 0, NEXT VALUE FOR touch)",
                trial.id(),
                trial.objective(),
                trial.seed(),
                CostProfile.of(trial),
                trial.toJson());
    }

    private void start(int trial, TrialEvent.Started started) throws SQLException {
        int added = sql.update(
                "INSERT INTO attempt (trial, attempt, state, reason, started, seconds, heading, facts)"
                        + " SELECT ?, ?, 'running', '', ?, 0, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE trial = ? AND attempt = ?)",
                trial,
                started.attempt(),
                started.at().atOffset(ZoneOffset.UTC),
                nameLists.number(started.provenance().keySet()),
                List.copyOf(started.provenance().values()).toArray(),
                trial,
                started.attempt());
        if (added > 0) {
            sql.update("UPDATE trial SET touched = NEXT VALUE FOR touch WHERE number = ?", trial);
        }
    }

    /** The first end of an attempt stands: a process that dies after it said that it is done has lost nothing. */
    private void end(int trial, TrialEvent.Ended ended) throws SQLException {
        // A start that was lost with the folder or in a damaged line.
        start(trial, new TrialEvent.Started(ended.attempt(), ended.at(), Map.of()));
        sql.update(
                "UPDATE attempt SET state = ?, reason = ?, seconds = ?"
                        + " WHERE trial = ? AND attempt = ? AND state = 'running'",
                ended.state().label(),
                ended.reason(),
                ended.seconds(),
                trial,
                ended.attempt());
    }

    private void score(int trial, int attempt, ProtocolOutcome outcome) throws SQLException {
        sql.update(
                "DELETE FROM outcome WHERE trial = ? AND attempt = ? AND dataset = ? AND variant = ?",
                trial,
                attempt,
                outcome.set(),
                outcome.variant());
        sql.update(
                "INSERT INTO outcome (trial, attempt, dataset, variant, heading, figures, folds, notes)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                trial,
                attempt,
                outcome.set(),
                outcome.variant(),
                nameLists.number(outcome.metrics().keySet()),
                outcome.metrics().values().toArray(),
                outcome.folds().toArray(),
                outcome.notes().toArray());
    }
}
