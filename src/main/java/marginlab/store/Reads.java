package marginlab.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
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

    private static final Comparator<Metric> BY_KEY =
            Comparator.comparingInt(Metric::attempt).thenComparing(Metric::key).thenComparingLong(Metric::step);

    private final Sql sql;

    Reads(Sql sql) {
        this.sql = sql;
    }

    List<Run> runs(Collection<String> ids) throws SQLException {
        Map<String, Run> found = runs(WANTED, "", true, (Object) ids.toArray());
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    List<Run> outlines(Collection<String> ids) throws SQLException {
        Map<String, Run> found = runs(WANTED, "", false, (Object) ids.toArray());
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Of every run, those that started last at the end. */
    List<Run> outlines() throws SQLException {
        return List.copyOf(runs(" FROM trial t", " ORDER BY t.touched", false).values());
    }

    private Map<String, Run> runs(String from, String order, boolean whole, Object... arguments) throws SQLException {
        Map<Integer, List<String>> headings = Headings.all(sql);
        Map<Integer, List<Outcome>> outcomes = outcomes(from, headings, whole, arguments);
        Map<String, Run> found = new LinkedHashMap<>();
        TrialReader reader = new TrialReader();
        sql.each(
                "SELECT t.number, t.definition, t.id, a.state, a.reason, a.attempt, a.started, a.seconds"
                        + ", a.heading, " + (whole ? "a.facts" : "CASE WHEN a.state = 'running' THEN a.facts END")
                        + from
                        + " JOIN attempt a ON a.trial = t.number AND a.attempt = t.attempt" + order,
                row -> {
                    String definition = row.getString(2);
                    Optional<Trial> trial = trial(
                            row.getString(3), () -> whole ? reader.read(definition) : reader.readKept(definition));
                    if (trial.isPresent()) {
                        Map<String, String> provenance = provenance(row, headings, whole);
                        List<Outcome> scored = outcomes.getOrDefault(row.getInt(1), List.of());
                        found.put(row.getString(3), run(row, trial.get(), provenance, scored));
                    }
                },
                arguments);
        return found;
    }

    /** A trial that this version cannot read must not hide the others. */
    private static Optional<Trial> trial(String id, Supplier<Trial> text) {
        try {
            return Optional.of(text.get());
        } catch (IllegalArgumentException e) {
            // Asked for here alone: to set up logging takes longer than all the queries of a list.
            LoggerFactory.getLogger(Reads.class).warn("the run {} is left out: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static Run run(ResultSet row, Trial trial, Map<String, String> provenance, List<Outcome> outcomes)
            throws SQLException {
        return new Run(
                trial,
                State.of(row.getString(4)),
                row.getString(5),
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getDouble(8),
                provenance,
                outcomes);
    }

    /** Of an outline only what tells whether somebody watches over a run that is running. */
    private static Map<String, String> provenance(ResultSet row, Map<Integer, List<String>> headings, boolean whole)
            throws SQLException {
        if (row.getObject(10) == null) {
            return Map.of();
        }
        Map<String, String> facts = named(headings.get(row.getInt(9)), Headings.texts(row, 10));
        facts.keySet().removeIf(name -> !whole && !name.equals(Run.PROCESS));
        return facts;
    }

    private static <T> SortedMap<String, T> named(List<String> names, List<T> values) {
        SortedMap<String, T> named = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            named.put(names.get(i), values.get(i));
        }
        return named;
    }

    /** Of the latest attempt, by trial, in the order in which they were scored. */
    private Map<Integer, List<Outcome>> outcomes(
            String from, Map<Integer, List<String>> headings, boolean whole, Object... arguments) throws SQLException {
        SortedMap<Integer, Outcome> scored = new TreeMap<>();
        Map<Integer, Integer> trials = new HashMap<>();
        sql.each(
                "SELECT o.number, t.number, o.dataset, o.variant, o.heading, o.figures"
                        + (whole ? ", o.folds, o.notes" : "") + from
                        + " JOIN outcome o ON o.trial = t.number AND o.attempt = t.attempt",
                row -> {
                    scored.put(
                            row.getInt(1),
                            new Outcome(
                                    row.getString(3),
                                    row.getString(4),
                                    named(headings.get(row.getInt(5)), Headings.figures(row, 6)),
                                    whole ? Headings.figures(row, 7) : List.of(),
                                    whole ? Headings.texts(row, 8) : List.of()));
                    trials.put(row.getInt(1), row.getInt(2));
                },
                arguments);
        Map<Integer, List<Outcome>> outcomes = new HashMap<>();
        scored.forEach((number, outcome) -> outcomes.computeIfAbsent(trials.get(number), n -> new ArrayList<>())
                .add(outcome));
        return outcomes;
    }

    /** By attempt, key and step; of several figures for one step the one that was taken in first. */
    Map<String, List<Metric>> metrics(Collection<String> ids) throws SQLException {
        Map<Integer, List<String>> headings = Headings.all(sql);
        Map<String, List<Metric>> metrics = new LinkedHashMap<>();
        ids.forEach(id -> metrics.put(id, new ArrayList<>()));
        sql.each(
                "SELECT t.id, m.attempt, m.step, m.heading, m.epoch, m.figures" + WANTED
                        + " JOIN measured m ON m.trial = t.number ORDER BY m._ROWID_",
                row -> {
                    List<String> names = headings.get(row.getInt(4));
                    List<Double> figures = Headings.figures(row, 6);
                    List<Metric> known = metrics.get(row.getString(1));
                    for (int i = 0; i < names.size(); i++) {
                        known.add(
                                new Metric(row.getInt(2), names.get(i), row.getLong(3), row.getInt(5), figures.get(i)));
                    }
                },
                (Object) ids.toArray());
        metrics.replaceAll((id, taken) -> inOrder(taken));
        return metrics;
    }

    private static List<Metric> inOrder(List<Metric> taken) {
        taken.sort(BY_KEY);
        List<Metric> firsts = new ArrayList<>(taken.size());
        for (Metric metric : taken) {
            if (firsts.isEmpty() || BY_KEY.compare(firsts.get(firsts.size() - 1), metric) != 0) {
                firsts.add(metric);
            }
        }
        return firsts;
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
                row -> {
                    String definition = row.getString(2);
                    trial(row.getString(1), () -> reader.read(definition)).ifPresent(done::add);
                },
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
