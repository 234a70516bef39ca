package marginlab.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.plan.TrialReader;
import marginlab.verify.Outcome;
import org.slf4j.LoggerFactory;

/** Queries that answer with values; each takes a fixed number of statements however many runs it is about. */
final class Reads {
    /**
     * The trials that are asked for. A join and not a condition: for a condition with many ids the database compares each
     * row of the other tables with each id.
     */
    private static final String WANTED = " FROM UNNEST(?) w(id) JOIN trial t ON t.id = w.id";

    /** What the protocols said of the latest attempts of these. */
    private static final String OUTCOMES = WANTED + " JOIN outcome o ON o.trial = t.number AND o.attempt = t.attempt";

    private final Sql sql;

    Reads(Sql sql) {
        this.sql = sql;
    }

    List<Run> runs(Collection<String> ids) throws SQLException {
        Object[] wanted = ids.toArray();
        return runs(ids, provenance(wanted), outcomes(wanted, List.of(), folds(wanted), notes(wanted)));
    }

    List<Run> outlines(Collection<String> ids, Collection<String> figures) throws SQLException {
        return runs(ids, Map.of(), outcomes(ids.toArray(), figures, Map.of(), Map.of()));
    }

    private List<Run> runs(
            Collection<String> ids, Map<Integer, Map<String, String>> provenance, Map<Integer, List<Outcome>> outcomes)
            throws SQLException {
        Map<String, Run> found = new HashMap<>();
        TrialReader reader = new TrialReader();
        sql.each(
                "SELECT t.number, t.definition, t.id, a.state, a.reason, a.attempt, a.started, a.seconds" + WANTED
                        + " JOIN attempt a ON a.trial = t.number AND a.attempt = t.attempt",
                row -> {
                    Optional<Trial> trial = trial(reader, row.getString(3), row.getString(2));
                    if (trial.isPresent()) {
                        found.put(row.getString(3), run(row, trial.get(), provenance, outcomes));
                    }
                },
                (Object) ids.toArray());
        List<Run> runs = new ArrayList<>();
        for (String id : ids) {
            if (found.containsKey(id)) {
                runs.add(found.get(id));
            }
        }
        return runs;
    }

    /** A trial that this version cannot read must not hide the others. */
    private static Optional<Trial> trial(TrialReader reader, String id, String text) {
        try {
            return Optional.of(reader.read(text));
        } catch (IllegalArgumentException e) {
            // Asked for here alone: to set up logging takes longer than all the queries of a list.
            LoggerFactory.getLogger(Reads.class).warn("the run {} is left out: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static Run run(
            ResultSet row,
            Trial trial,
            Map<Integer, Map<String, String>> provenance,
            Map<Integer, List<Outcome>> outcomes)
            throws SQLException {
        return new Run(
                trial,
                State.of(row.getString(4)),
                row.getString(5),
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getDouble(8),
                provenance.getOrDefault(row.getInt(1), Map.of()),
                outcomes.getOrDefault(row.getInt(1), List.of()));
    }

    private Map<Integer, Map<String, String>> provenance(Object[] ids) throws SQLException {
        Map<Integer, Map<String, String>> provenance = new HashMap<>();
        sql.each(
                "SELECT t.number, p.name, p.content" + WANTED
                        + " JOIN provenance p ON p.trial = t.number AND p.attempt = t.attempt",
                row -> provenance
                        .computeIfAbsent(row.getInt(1), n -> new TreeMap<>())
                        .put(row.getString(2), row.getString(3)),
                (Object) ids);
        return provenance;
    }

    private Map<Integer, List<Double>> folds(Object[] ids) throws SQLException {
        Map<Integer, List<Double>> folds = new HashMap<>();
        sql.each(
                "SELECT o.number, f.accuracy" + OUTCOMES + " JOIN fold f ON f.outcome = o.number"
                        + " ORDER BY f.outcome, f.place",
                row -> folds.computeIfAbsent(row.getInt(1), n -> new ArrayList<>())
                        .add(row.getDouble(2)),
                (Object) ids);
        return folds;
    }

    private Map<Integer, List<String>> notes(Object[] ids) throws SQLException {
        Map<Integer, List<String>> notes = new HashMap<>();
        sql.each(
                "SELECT o.number, n.note" + OUTCOMES + " JOIN outcome_note n ON n.outcome = o.number"
                        + " ORDER BY n.outcome, n.place",
                row -> notes.computeIfAbsent(row.getInt(1), n -> new ArrayList<>())
                        .add(row.getString(2)),
                (Object) ids);
        return notes;
    }

    /**
     * Of the latest attempt, in the order in which they were scored.
     *
     * @param figures that are wanted; empty for all
     */
    private Map<Integer, List<Outcome>> outcomes(
            Object[] ids,
            Collection<String> figures,
            Map<Integer, List<Double>> folds,
            Map<Integer, List<String>> notes)
            throws SQLException {
        record Scored(int trial, String set, String variant, SortedMap<String, Double> metrics) {}
        SortedMap<Integer, Scored> scored = new TreeMap<>();
        String wanted = figures.isEmpty() ? "" : " AND m.name = ANY(?)";
        sql.each(
                "SELECT t.number, o.number, o.dataset, o.variant, m.name, m.figure" + OUTCOMES
                        + " LEFT JOIN outcome_metric m ON m.outcome = o.number" + wanted,
                row -> {
                    Scored one = scored.get(row.getInt(2));
                    if (one == null) {
                        one = new Scored(row.getInt(1), row.getString(3), row.getString(4), new TreeMap<>());
                        scored.put(row.getInt(2), one);
                    }
                    if (row.getString(5) != null) {
                        one.metrics().put(row.getString(5), row.getDouble(6));
                    }
                },
                figures.isEmpty() ? new Object[] {ids} : new Object[] {ids, figures.toArray()});
        Map<Integer, List<Outcome>> outcomes = new HashMap<>();
        scored.forEach((number, one) -> outcomes.computeIfAbsent(one.trial(), n -> new ArrayList<>())
                .add(new Outcome(
                        one.set(),
                        one.variant(),
                        one.metrics(),
                        folds.getOrDefault(number, List.of()),
                        notes.getOrDefault(number, List.of()))));
        return outcomes;
    }

    Map<String, List<Metric>> metrics(Collection<String> ids) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        sql.each("SELECT number, name FROM metric_name", row -> names.put(row.getInt(1), row.getString(2)));
        Map<String, List<Metric>> metrics = new LinkedHashMap<>();
        ids.forEach(id -> metrics.put(id, new ArrayList<>()));
        Map<Integer, List<Metric>> byTrial = new HashMap<>();
        sql.each(
                "SELECT number, id FROM trial WHERE id = ANY(?)",
                row -> byTrial.put(row.getInt(1), metrics.get(row.getString(2))),
                (Object) ids.toArray());
        sql.each(
                "SELECT trial, attempt, name, step, epoch, figure FROM metric WHERE trial = ANY(?)"
                        + " ORDER BY trial, attempt, name, step",
                row -> byTrial.get(row.getInt(1))
                        .add(new Metric(
                                row.getInt(2),
                                names.get(row.getInt(3)),
                                row.getLong(4),
                                row.getInt(5),
                                row.getDouble(6))),
                (Object) byTrial.keySet().toArray());
        return metrics;
    }

    List<String> idsFrom(String prefix, int most) throws SQLException {
        return sql.list(
                "SELECT id FROM trial WHERE id >= ? AND id < ? ORDER BY id FETCH FIRST ? ROWS ONLY",
                row -> row.getString(1),
                prefix,
                prefix + Character.MAX_VALUE,
                most);
    }

    List<String> latest(int count) throws SQLException {
        return sql.list(
                "SELECT id FROM trial WHERE attempt > 0 ORDER BY touched DESC FETCH FIRST ? ROWS ONLY",
                row -> row.getString(1),
                count);
    }

    List<String> search(String text, String state, int count) throws SQLException {
        String low = text.toLowerCase(Locale.ROOT);
        return sql.list(
                "SELECT id FROM trial WHERE attempt > 0 AND (? = '' OR state = ?)"
                        + " AND (? = '' OR LOCATE(?, LOWER(objective)) > 0 OR LOCATE(?, id) = 1)"
                        + " ORDER BY touched DESC FETCH FIRST ? ROWS ONLY",
                row -> row.getString(1),
                state,
                state,
                low,
                low,
                low,
                count);
    }

    /** Of the newest runs, what changes when one starts, moves on or ends. */
    String pulse(int count) throws SQLException {
        StringBuilder text = new StringBuilder();
        sql.each(
                "SELECT t.id, t.state, t.attempt, (SELECT COUNT(*) FROM outcome o WHERE o.trial = t.number),"
                        + " CASE WHEN t.state = 'running' THEN (SELECT COUNT(*) FROM metric m WHERE m.trial = t.number) END"
                        + " FROM trial t WHERE t.attempt > 0 ORDER BY t.touched DESC FETCH FIRST ? ROWS ONLY",
                row -> {
                    for (int column = 1; column <= 5; column++) {
                        text.append(row.getString(column)).append(' ');
                    }
                },
                count);
        return text.toString();
    }

    Map<State, Integer> counts() throws SQLException {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        sql.each(
                "SELECT state, COUNT(*) FROM trial WHERE attempt > 0 GROUP BY state",
                row -> counts.put(State.of(row.getString(1)), row.getInt(2)));
        return counts;
    }

    Map<String, State> states(Collection<String> ids) throws SQLException {
        Map<String, State> states = new HashMap<>();
        sql.each(
                "SELECT id, state FROM trial WHERE id = ANY(?)",
                row -> states.put(row.getString(1), State.of(row.getString(2))),
                (Object) ids.toArray());
        return states;
    }

    /** The finished trials among these objectives and seeds. */
    List<Trial> done(Collection<String> objectives, Collection<Long> seeds) throws SQLException {
        List<Trial> done = new ArrayList<>();
        TrialReader reader = new TrialReader();
        sql.each(
                "SELECT id, definition FROM trial WHERE state = 'done' AND objective = ANY(?) AND seed = ANY(?)"
                        + " ORDER BY touched DESC",
                row -> trial(reader, row.getString(1), row.getString(2)).ifPresent(done::add),
                objectives.toArray(),
                seeds.toArray());
        return done;
    }

    /** Seconds of all attempts together, of each like trial that is done. */
    List<Double> durations(String likeness) throws SQLException {
        return sql.list(
                "SELECT SUM(a.seconds) AS total FROM trial t JOIN attempt a ON a.trial = t.number"
                        + " WHERE t.likeness = ? AND t.state = 'done' GROUP BY t.number ORDER BY total",
                row -> row.getDouble(1),
                likeness);
    }
}
