package marginlab.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.api.ErrorCode;
import org.h2.tools.Server;

/** One connection that writes, for the life of the owner; a database of a file is served to readers on loopback. */
final class OwnerAccess extends Access {
    /** Readers of a database without an owner hold it for the time of a query. */
    private static final long PATIENCE_SECONDS = 15;

    private final String place;
    private final Connection connection;
    private final Ownership ownership;
    private Server server;
    private boolean together;

    private OwnerAccess(String place, Connection connection, Ownership ownership) {
        this.place = place;
        this.connection = connection;
        this.ownership = ownership;
    }

    /** A database that lives elsewhere: in memory, or behind a server. */
    static OwnerAccess of(String url) {
        try {
            Connection connection = connect(url);
            Schema.migrate(connection, url);
            connection.setAutoCommit(false);
            return new OwnerAccess(url, connection, null);
        } catch (SQLException e) {
            throw explain(url, e);
        }
    }

    static OwnerAccess of(Location location) {
        Ownership ownership = Ownership.take(location.owner());
        try {
            if (location.exists()) {
                location.refuseOther();
                if (!location.isBare()) {
                    Schema.refuseNewer(location);
                }
            }
            OwnerAccess access = new OwnerAccess(location.toString(), newest(location), ownership);
            access.connection.setAutoCommit(false);
            access.serve(location);
            return access;
        } catch (SQLException e) {
            release(ownership);
            throw explain(location.toString(), e);
        } catch (IOException e) {
            release(ownership);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            release(ownership);
            throw e;
        }
    }

    /** A connection to a database of the newest version, which is made where there is none. */
    private static Connection newest(Location location) throws SQLException, IOException {
        Path backup = null;
        if (location.exists() && !location.isBare()) {
            Connection connection = patiently(location.writing());
            try {
                int found = Schema.version(connection);
                if (found == Schema.NEWEST) {
                    return connection;
                }
                if (found > 0) {
                    backup = Schema.backUp(connection, location, found);
                }
                connection.close();
            } catch (SQLException | IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }
        migrate(location, backup);
        return patiently(location.writing());
    }

    /** Where it breaks off, the store is as it was, and a copy of it would only take room at each attempt. */
    private static void migrate(Location location, Path backup) throws SQLException, IOException {
        try {
            Migration.run(location);
        } catch (SQLException | IOException | RuntimeException e) {
            if (backup != null) {
                Files.deleteIfExists(backup);
            }
            throw e;
        }
    }

    private void serve(Location location) throws SQLException, IOException {
        String key = UUID.randomUUID().toString();
        server = Server.createTcpServer(
                "-tcpPort",
                "0",
                "-tcpDaemon",
                "-ifExists",
                "-key",
                key,
                location.path().toString());
        server.start();
        ownership.announce("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + key);
    }

    private static Connection patiently(String url) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                return connect(url);
            } catch (SQLException e) {
                if (e.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1 || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    @Override
    <T> T read(T none, Work<T> work) {
        return write(work);
    }

    @Override
    synchronized <T> T write(Work<T> work) {
        try {
            Savepoint before = together ? connection.setSavepoint() : null;
            try {
                T result = work.on(connection);
                if (!together) {
                    connection.commit();
                }
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(before, e);
                throw e;
            }
        } catch (SQLException e) {
            throw explain(place, e);
        }
    }

    @Override
    synchronized void together(Store.Taking work) throws IOException {
        together = true;
        try {
            work.run();
        } finally {
            together = false;
            write(connection -> null);
        }
    }

    private void rollBack(Savepoint before, Exception cause) {
        try {
            if (before == null) {
                connection.rollback();
            } else {
                connection.rollback(before);
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (server != null) {
                server.stop();
            }
            if (ownership != null && Compaction.isDue(connection)) {
                Compaction.shutDown(connection);
            }
            connection.close();
        } catch (SQLException e) {
            throw explain(place, e);
        } finally {
            release(ownership);
        }
    }

    static void release(Ownership ownership) {
        if (ownership != null) {
            try {
                ownership.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
