package marginlab.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which names the values of a row have: nearly all rows have one of a few lists of names, which stand in the database once. */
final class MetricNameLists {
    private final SqlSession sql;
    private final Map<List<String>, Integer> known;

    /** @param known numbers of lists of names, kept from one transaction to the next */
    MetricNameLists(SqlSession sql, Map<List<String>, Integer> known) {
        this.sql = sql;
        this.known = known;
    }

    /** The number of a list of names, which is added if it is new. */
    int number(Collection<String> names) throws SQLException {
        List<String> heading = List.copyOf(names);
        Integer number = known.get(heading);
        if (number == null) {
            number = sql.number("SELECT number FROM heading WHERE names = ?", (Object) heading.toArray());
            if (number == null) {
                number = sql.insert("INSERT INTO heading (names) VALUES (?)", (Object) heading.toArray());
            }
            known.put(heading, number);
        }
        return number;
    }

    /** All headings by number. */
    static Map<Integer, List<String>> all(StoreAnswers answers) throws SQLException {
        Map<Integer, List<String>> all = new HashMap<>();
        answers.each(StoreQuestion.HEADINGS, row -> all.put(row.number(1), row.texts(2)));
        return all;
    }
}
