package marginlab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import marginlab.file.AtomicFile;
import marginlab.file.AtomicMove;
import marginlab.file.PrivateFiles;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.file.StoreLocation;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** The tables, as a version that only grows. */
final class StoreSchema {
    /** The number of the last {@code V<n>__*.sql} beside this class. */
    static final int NEWEST = 3;

    private static final Set<Integer> PASSING = Set.of(
            ErrorCode.DATABASE_ALREADY_OPEN_1,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1);

    private StoreSchema() {}

    /** Whether an error comes from another process that is just opening or closing the database. */
    static boolean mayPass(SQLException e) {
        return PASSING.contains(e.getErrorCode());
    }

    /** 0 for a database without tables. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // To ask a table that is not there would leave a file of traces.
            try (ResultSet history = statement.executeQuery("SELECT 1 FROM information_schema.tables"
                    + " WHERE table_schema = 'PUBLIC' AND table_name = 'flyway_schema_history'")) {
                if (!history.next()) {
                    return 0;
                }
            }
            try (ResultSet version =
                    statement.executeQuery("SELECT MAX(CAST(\"version\" AS INT)) FROM \"flyway_schema_history\"")) {
                version.next();
                return version.getInt(1);
            }
        }
    }

    /** The version, which is not newer than ours. */
    static int refuseNewer(Connection connection, String place) throws SQLException {
        int found = version(connection);
        if (found > NEWEST) {
            throw new ProblemException(new Problem(
                    place,
                    "a store of version " + found,
                    "version " + NEWEST + " or older",
                    "It was written by a newer marginlab and is left untouched: use that one, or another --store"));
        }
        return found;
    }

    /** Looks read-only first: opening to write may already change the file. */
    static void refuseNewer(StoreLocation location) {
        try (Connection connection = DatabaseAccess.connect(location.reading())) {
            refuseNewer(connection, location.toString());
        } catch (SQLException e) {
            if (!mayPass(e)) {
                throw DatabaseAccess.explain(location.toString(), e);
            }
        }
    }

    /** Flyway takes half a second to start, so it is asked only where there is something to do. */
    static void migrate(Connection connection, String url) throws SQLException {
        refuseNewer(connection, url);
        if (version(connection) < NEWEST) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(url);
            source.setUser("marginlab");
            source.setPassword("");
            try {
                Flyway.configure(StoreSchema.class.getClassLoader())
                        .dataSource(source)
                        .locations("classpath:marginlab/store")
                        .load()
                        .migrate();
            } catch (FlywayException e) {
                if (e.getCause() instanceof SQLException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    /** A copy of the database of a file that nobody has open, beside it. */
    static Path backUp(StoreLocation location, int version) throws IOException {
        Path backup = location.path().resolveSibling(location.path().getFileName() + "-v" + version + ".zip");
        for (int i = 2; Files.exists(backup); i++) {
            backup = location.path().resolveSibling(location.path().getFileName() + "-v" + version + "-" + i + ".zip");
        }
        Path aside = backup.resolveSibling(backup.getFileName() + AtomicFile.PART);
        Files.deleteIfExists(aside);
        PrivateFiles.file(aside);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(aside))) {
            zip.putNextEntry(new ZipEntry(location.file().getFileName().toString()));
            Files.copy(location.file(), zip);
            zip.closeEntry();
        } catch (IOException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
        AtomicMove.synced(aside, backup);
        return backup;
    }
}
