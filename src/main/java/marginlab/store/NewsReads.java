package marginlab.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import marginlab.store.News.Experiment;
import marginlab.store.News.Mark;

/**
 * Finds what has happened since a mark without looking at what has not: a run that moves on has started or been scored
 * since, or was running.
 */
final class NewsReads {
    /** One statement, so that all of it is of one moment. */
    private static final String NOW = "SELECT (SELECT MAX(touched) FROM trial), (SELECT MAX(number) FROM trial),"
            + " (SELECT MAX(number) FROM outcome), (SELECT COUNT(*) FROM trial),"
            + " (SELECT COUNT(*) FROM trial WHERE number > ?), (SELECT MIN(\"installed_on\") FROM \"flyway_schema_history\")";

    private final Sql sql;

    NewsReads(Sql sql) {
        this.sql = sql;
    }

    /** @param running ids of the runs that were running when the mark was made */
    News since(Mark last, Collection<String> running) throws SQLException {
        List<Long> added = new ArrayList<>();
        List<Mark> marks = sql.list(
                NOW,
                row -> {
                    added.add(row.getLong(5));
                    return new Mark(row.getString(6), row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4));
                },
                last == Mark.START ? Integer.MAX_VALUE : last.trial());
        Mark now = marks.get(0);
        boolean anew = !now.made().equals(last.made()) || now.trials() != last.trials() + added.get(0);
        List<Run> runs = new Reads(sql).outlines(anew ? moved(Mark.START, now, Set.of()) : moved(last, now, running));
        return new News(now, anew, runs, measured(runs), experiments());
    }

    /** Those that were already there first, for they keep their places among the others. */
    private Collection<String> moved(Mark last, Mark now, Collection<String> running) throws SQLException {
        Set<String> ids = new LinkedHashSet<>(running);
        if (now.outcome() > last.outcome()) {
            ids.addAll(sql.list(
                    "SELECT DISTINCT t.id FROM outcome o JOIN trial t ON t.number = o.trial WHERE o.number > ?",
                    row -> row.getString(1),
                    last.outcome()));
        }
        List<String> started = sql.list(
                "SELECT id FROM trial WHERE touched > ? ORDER BY touched", row -> row.getString(1), last.touched());
        started.forEach(ids::remove);
        ids.addAll(started);
        return ids;
    }

    private Map<String, Integer> measured(List<Run> runs) throws SQLException {
        Map<String, Integer> measured = new HashMap<>();
        runs.stream()
                .filter(run -> run.state() == State.RUNNING)
                .forEach(run -> measured.put(run.trial().id(), 0));
        if (!measured.isEmpty()) {
            sql.each(
                    "SELECT t.id, COUNT(*) FROM UNNEST(?) w(id) JOIN trial t ON t.id = w.id"
                            + " JOIN measured m ON m.trial = t.number GROUP BY t.id",
                    row -> measured.put(row.getString(1), row.getInt(2)),
                    (Object) measured.keySet().toArray());
        }
        return measured;
    }

    private List<Experiment> experiments() throws SQLException {
        return sql.list(
                "SELECT name, touched FROM experiment ORDER BY touched DESC",
                row -> new Experiment(row.getString(1), row.getLong(2)));
    }
}
