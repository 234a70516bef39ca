package marginlab.store;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** One row of an answer; columns count from 1, a number that is absent is 0, and a list that is absent is empty. */
interface ResultRow {
    String text(int column) throws SQLException;

    int number(int column) throws SQLException;

    long whole(int column) throws SQLException;

    double real(int column) throws SQLException;

    OffsetDateTime time(int column) throws SQLException;

    List<String> texts(int column) throws SQLException;

    List<Double> figures(int column) throws SQLException;

    /** The row of the database that a cursor stands at. */
    record Current(ResultSet cursor) implements ResultRow {
        @Override
        public String text(int column) throws SQLException {
            return cursor.getString(column);
        }

        @Override
        public int number(int column) throws SQLException {
            return cursor.getInt(column);
        }

        @Override
        public long whole(int column) throws SQLException {
            return cursor.getLong(column);
        }

        @Override
        public double real(int column) throws SQLException {
            return cursor.getDouble(column);
        }

        @Override
        public OffsetDateTime time(int column) throws SQLException {
            return cursor.getObject(column, OffsetDateTime.class);
        }

        @Override
        public List<String> texts(int column) throws SQLException {
            return list(cursor.getObject(column, String[].class));
        }

        @Override
        public List<Double> figures(int column) throws SQLException {
            return list(cursor.getObject(column, Double[].class));
        }

        private static <T> List<T> list(T[] values) {
            return values == null ? List.of() : List.of(values);
        }

        /** All columns as {@link WireFormat} sends them. */
        Object[] values(int columns) throws SQLException {
            Object[] values = new Object[columns];
            for (int i = 0; i < columns; i++) {
                values[i] = sent(cursor.getObject(i + 1));
            }
            return values;
        }

        private static Object sent(Object value) throws SQLException {
            if (value instanceof Array array) {
                return array.getArray();
            }
            if (value instanceof BigDecimal sum) {
                return sum.doubleValue();
            }
            return value instanceof OffsetDateTime time ? time.toString() : value;
        }
    }

    /** A row that came over a socket. */
    record Sent(Object[] values) implements ResultRow {
        @Override
        public String text(int column) throws SQLException {
            return at(column, String.class);
        }

        @Override
        public int number(int column) throws SQLException {
            long number = whole(column);
            if (number != (int) number) {
                throw strange(column);
            }
            return (int) number;
        }

        @Override
        public long whole(int column) throws SQLException {
            Number number = at(column, Number.class);
            return number == null ? 0 : number.longValue();
        }

        @Override
        public double real(int column) throws SQLException {
            Number number = at(column, Number.class);
            return number == null ? 0 : number.doubleValue();
        }

        @Override
        public OffsetDateTime time(int column) throws SQLException {
            try {
                return OffsetDateTime.parse(String.valueOf(at(column, String.class)));
            } catch (DateTimeParseException e) {
                throw strange(column);
            }
        }

        @Override
        public List<String> texts(int column) throws SQLException {
            return WireFormat.listOf(at(column, Object[].class), String.class);
        }

        @Override
        public List<Double> figures(int column) throws SQLException {
            return WireFormat.listOf(at(column, Object[].class), Double.class);
        }

        private <T> T at(int column, Class<T> type) throws SQLException {
            if (column > values.length || values[column - 1] != null && !type.isInstance(values[column - 1])) {
                throw strange(column);
            }
            return type.cast(values[column - 1]);
        }

        private static SQLException strange(int column) {
            return WireFormat.unexpected("an answer whose column " + column + " is not as it was asked for");
        }
    }
}
