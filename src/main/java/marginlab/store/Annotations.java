package marginlab.store;

import java.sql.SQLException;
import java.util.Set;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** What people say of runs: the experiments they belong to, tags and notes. */
final class Annotations {
    private final SqlSession sql;

    Annotations(SqlSession sql) {
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
}
