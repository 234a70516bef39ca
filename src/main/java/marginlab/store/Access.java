package marginlab.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;
import org.h2.Driver;
import org.h2.api.ErrorCode;

/** The way to a database. */
abstract class Access implements AutoCloseable {
    static {
        // The owner serves readers of this machine only. H2 reads it once, when its first class is loaded.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does the work; gives {@code none} where there is no database yet. */
    abstract <T> T read(T none, Work<T> work);

    /** Does the work as one transaction. */
    abstract <T> T write(Work<T> work);

    @Override
    public abstract void close();

    static Connection connect(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "marginlab");
        properties.setProperty("password", "");
        return new Driver().connect(url, properties);
    }

    /** What went wrong with a database, as a problem where the user can do something about it. */
    static RuntimeException explain(String place, SQLException e) {
        String cause = rootMessage(e);
        switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1:
                return new ProblemException(
                        new Problem(place, "a database that another program has open", "one writer", "Close it"), e);
            case ErrorCode.FILE_CORRUPTED_1:
                return new ProblemException(
                        new Problem(
                                place,
                                "a damaged database (" + cause + ")",
                                "an H2 database",
                                "Move it away; rebuild makes it again from the run folders"),
                        e);
            case ErrorCode.IO_EXCEPTION_1:
            case ErrorCode.IO_EXCEPTION_2:
            case ErrorCode.DATABASE_IS_CLOSED:
                return new ProblemException(
                        new Problem(
                                place,
                                cause,
                                "a database that can be written",
                                "Look at the free space of the disk; the journals in the run folders have everything, and"
                                        + " the next run takes it from there"),
                        e);
            default:
                return new IllegalStateException(place + ": " + e.getMessage(), e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("an error");
    }
}
