package marginlab.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** What people say of runs: the experiments they belong to, tags and notes. */
final class Annotations {
    private final Sql sql;

    Annotations(Sql sql) {
        this.sql = sql;
    }

    void keep(String experiment, String definition, Set<String> ids) throws SQLException {
        sql.update("MERGE INTO experiment KEY (name) VALUES (?, ?, NEXT VALUE FOR touch)", experiment, definition);
        sql.update("DELETE FROM membership WHERE experiment = ?", experiment);
        int place = 0;
        for (String id : ids) {
            sql.update("INSERT INTO membership VALUES (?, ?, ?)", experiment, id, place++);
        }
    }

    Optional<String> definition(String experiment) throws SQLException {
        return sql
                .list("SELECT definition FROM experiment WHERE name = ?", row -> row.getString(1), experiment)
                .stream()
                .findFirst();
    }

    List<String> members(String experiment) throws SQLException {
        return sql.list(
                "SELECT trial FROM membership WHERE experiment = ? ORDER BY place",
                row -> row.getString(1),
                experiment);
    }

    List<String> experiments() throws SQLException {
        return sql.list("SELECT name FROM experiment ORDER BY touched DESC", row -> row.getString(1));
    }

    Map<String, List<String>> experiments(Collection<String> ids) throws SQLException {
        return grouped("SELECT trial, experiment FROM membership WHERE trial = ANY(?) ORDER BY experiment", ids);
    }

    Map<String, List<String>> tags(Collection<String> ids) throws SQLException {
        return grouped(
                "SELECT t.id, g.tag FROM tag g JOIN trial t ON t.number = g.trial WHERE t.id = ANY(?) ORDER BY g.tag",
                ids);
    }

    Map<String, String> notes(Collection<String> ids) throws SQLException {
        Map<String, String> notes = new HashMap<>();
        sql.each(
                "SELECT id, note FROM trial WHERE id = ANY(?) AND note <> ''",
                row -> notes.put(row.getString(1), row.getString(2)),
                (Object) ids.toArray());
        return notes;
    }

    void annotate(String id, Set<String> tags, String note) throws SQLException {
        Integer number = sql.number("SELECT number FROM trial WHERE id = ?", id);
        if (number == null) {
            throw new ProblemException(new Problem(id, "no run with this id", "the id of a run", "ls shows them"));
        }
        sql.update("UPDATE trial SET note = ? WHERE number = ?", note, number);
        sql.update("DELETE FROM tag WHERE trial = ?", number);
        for (String tag : tags) {
            sql.update("INSERT INTO tag VALUES (?, ?)", number, tag);
        }
    }

    private Map<String, List<String>> grouped(String query, Collection<String> ids) throws SQLException {
        Map<String, List<String>> groups = new HashMap<>();
        sql.each(
                query,
                row -> groups.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                        .add(row.getString(2)),
                (Object) ids.toArray());
        return groups;
    }
}
