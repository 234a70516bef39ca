package marginlab.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Statements with their arguments on one connection. */
record SqlSession(Connection connection) implements StoreAnswers {

    /** The number of rows that changed. */
    int update(String statement, Object... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            bind(prepared, arguments);
            return prepared.executeUpdate();
        }
    }

    /** The same statement with many lists of arguments. */
    void batch(String statement, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (Object[] row : rows) {
                bind(prepared, row);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    /** The number that the new row was given. */
    int insert(String statement, Object... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement, Statement.RETURN_GENERATED_KEYS)) {
            bind(prepared, arguments);
            prepared.executeUpdate();
            try (ResultSet keys = prepared.getGeneratedKeys()) {
                keys.next();
                return keys.getInt(1);
            }
        }
    }

    /** The first row's first column, or null. */
    Integer number(String query, Object... arguments) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        each(query, row -> numbers.add(row.number(1)), arguments);
        return numbers.isEmpty() ? null : numbers.get(0);
    }

    @Override
    public void each(StoreQuestion question, Each row, Object... arguments) throws SQLException {
        each(question.statement(), row, arguments);
    }

    void each(String query, Each row, Object... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            bind(prepared, arguments);
            try (ResultSet rows = prepared.executeQuery()) {
                ResultRow current = new ResultRow.Current(rows);
                while (rows.next()) {
                    row.take(current);
                }
            }
        }
    }

    static void bind(PreparedStatement prepared, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            prepared.setObject(i + 1, arguments[i]);
        }
    }
}
