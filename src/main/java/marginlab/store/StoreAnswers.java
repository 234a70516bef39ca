package marginlab.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What answers questions: the database, or its owner on behalf of a reader. */
interface StoreAnswers {

    /** What is done with each row of an answer. */
    interface Each {
        void take(ResultRow row) throws SQLException;
    }

    /** A row of an answer as a value. */
    interface RowMapper<T> {
        T of(ResultRow row) throws SQLException;
    }

    /** @param arguments texts, whole numbers, or arrays of one of the two, in the order of the question */
    void each(StoreQuestion question, Each row, Object... arguments) throws SQLException;

    default <T> List<T> list(StoreQuestion question, RowMapper<T> value, Object... arguments) throws SQLException {
        List<T> values = new ArrayList<>();
        each(question, row -> values.add(value.of(row)), arguments);
        return values;
    }
}
