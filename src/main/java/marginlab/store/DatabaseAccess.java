package marginlab.store;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.file.StoreLocation;
import org.h2.Driver;
import org.h2.api.ErrorCode;

/** The way to a database. */
abstract class DatabaseAccess implements AutoCloseable {
    private static final int DEEPEST = 20;
    private static final String DAMAGED = "a damaged database";

    static {
        // No object of a database may name a class. H2 reads it once, when its first class is loaded.
        System.setProperty("h2.allowedClasses", "none");
    }

    /** What is done with a connection. */
    interface DatabaseWork<T> {
        T on(Connection connection) throws SQLException;
    }

    /** What is made of answers. */
    interface Reading<T> {
        T from(StoreAnswers answers) throws SQLException;
    }

    /** Does the work; gives {@code none} where there is no database yet. */
    abstract <T> T read(T none, Reading<T> work);

    /** Does the work as one transaction. */
    abstract <T> T write(DatabaseWork<T> work);

    /** What is written while some work is done is committed once, at its end; each write still happens whole or not at all. */
    abstract void together(Store.Taking work) throws IOException;

    /** Replaces the tags and the note of a run. */
    abstract void annotate(String id, Set<String> tags, String note);

    /** Whether a process lives that writes to it: without one, nothing is running. */
    boolean isOwned() {
        return true;
    }

    /** The same text says that nothing was written in between; empty where only a query can tell. */
    String stamp() {
        return "";
    }

    @Override
    public abstract void close();

    /** Opens and closes a database in memory, which loads what one in a file needs too. */
    static void load() {
        try (Connection connection = connect("jdbc:h2:mem:")) {
            new SqlSession(connection).number("SELECT 1 FROM UNNEST(?) w(id)", (Object) new String[] {""});
        } catch (SQLException e) {
            // Opening the store will say what is wrong.
        }
    }

    static Connection connect(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "marginlab");
        properties.setProperty("password", "");
        return new Driver().connect(url, properties);
    }

    /** What went wrong with a database, as a problem where the user can do something about it. */
    static RuntimeException explain(String place, SQLException e) {
        switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1:
                return problem(
                        e, place, "a database that another program has open", "one writer", "Close that program");
            case ErrorCode.WRONG_USER_OR_PASSWORD:
                return problem(
                        e, place, "a database with another password", "a store of marginlab", StoreLocation.REMEDY);
            case ErrorCode.FILE_CORRUPTED_1:
            case ErrorCode.DATABASE_IS_READ_ONLY:
                // The second one where nothing valid is behind the headers: the database wants to begin anew.
                return problem(e, place, DAMAGED, "an H2 database", StoreLocation.REMEDY);
            default:
                return ioCause(e)
                        .map(io -> io instanceof EOFException
                                ? problem(e, place, DAMAGED, "an H2 database", StoreLocation.REMEDY)
                                : problem(
                                        e,
                                        place,
                                        String.valueOf(io.getMessage()),
                                        "a database that can be written",
                                        "Check the free space of the disk; the run folders have everything, and the next run"
                                                + " takes it from there"))
                        .orElseGet(() -> new IllegalStateException(place + ": " + e.getMessage(), e));
        }
    }

    private static RuntimeException problem(Exception cause, String place, String found, String expected, String hint) {
        return new ProblemException(new Problem(place, found, expected, hint), cause);
    }

    /** H2 wraps what the file system says, at times in a general error, at times in a circle; a batch has it beside. */
    private static Optional<IOException> ioCause(SQLException e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof IOException io && !(cause instanceof SocketException)) {
                return Optional.of(io);
            }
            boolean isBatch = cause instanceof BatchUpdateException;
            cause = isBatch ? ((BatchUpdateException) cause).getNextException() : cause.getCause();
        }
        return Optional.empty();
    }
}
