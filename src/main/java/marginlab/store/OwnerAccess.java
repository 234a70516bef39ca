package marginlab.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import marginlab.file.PrivateFiles;
import marginlab.store.file.DatabaseCompaction;
import marginlab.store.file.OwnerLock;
import marginlab.store.file.StoreLocation;
import org.h2.api.ErrorCode;
import org.slf4j.LoggerFactory;

/** One connection that writes, for the life of the owner; readers of a database of a file are answered meanwhile. */
final class OwnerAccess extends DatabaseAccess {
    /** Readers of a database without an owner hold it for the time of a query. */
    private static final long PATIENCE_SECONDS = 15;

    private final String place;
    private final Connection connection;
    private final OwnerLock ownership;
    private OwnerSocket socket;
    private boolean together;

    private OwnerAccess(String place, Connection connection, OwnerLock ownership) {
        this.place = place;
        this.connection = connection;
        this.ownership = ownership;
    }

    static OwnerAccess inMemory() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        try {
            Connection connection = connect(url);
            StoreSchema.migrate(connection, url);
            connection.setAutoCommit(false);
            return new OwnerAccess(url, connection, null);
        } catch (SQLException e) {
            throw explain(url, e);
        }
    }

    static OwnerAccess of(StoreLocation location) {
        OwnerLock ownership = OwnerLock.take(location.owner());
        try {
            if (location.exists()) {
                location.refuseOther();
                location.refuseOthersHands();
                PrivateFiles.tighten(location.file());
                if (!location.isBare()) {
                    patiently(() -> {
                        DatabaseObjects.refuseStrange(location);
                        return null;
                    });
                    StoreSchema.refuseNewer(location);
                }
            }
            OwnerAccess access = new OwnerAccess(location.toString(), newest(location), ownership);
            access.connection.setAutoCommit(false);
            access.answer(location);
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
    private static Connection newest(StoreLocation location) throws SQLException, IOException {
        Path backup = null;
        if (location.exists() && !location.isBare()) {
            Connection connection = patiently(() -> connect(location.writing()));
            try {
                int found = StoreSchema.version(connection);
                if (found == StoreSchema.NEWEST) {
                    return connection;
                }
                connection.close();
                if (found > 0) {
                    backup = StoreSchema.backUp(location, found);
                }
            } catch (SQLException | IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }
        migrate(location, backup);
        return patiently(() -> connect(location.writing()));
    }

    /** Where it breaks off, the store is as it was, and a copy of it would only take room at each attempt. */
    private static void migrate(StoreLocation location, Path backup) throws SQLException, IOException {
        try {
            StoreMigration.run(location);
        } catch (SQLException | IOException | RuntimeException e) {
            if (backup != null) {
                Files.deleteIfExists(backup);
            }
            throw e;
        }
    }

    /** Where the file system has no sockets readers wait until the owner ends, and the owner works on. */
    private void answer(StoreLocation location) throws IOException {
        try {
            socket = OwnerSocket.open(location.socket(), location.sharing(), this::annotate);
        } catch (IOException e) {
            LoggerFactory.getLogger(OwnerAccess.class)
                    .warn(
                            "{}: the file system has no sockets ({}); ls, show, report and serve wait until this ends",
                            location.socket(),
                            e.getMessage());
        }
        ownership.announce(OwnerLock.MACHINE + OwnerLock.machine());
    }

    /** Opens something that readers hold for the time of a query. */
    private interface Opening<T> {
        T open() throws SQLException;
    }

    private static <T> T patiently(Opening<T> opening) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                return opening.open();
            } catch (SQLException e) {
                if (e.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1 || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    @Override
    <T> T read(T none, Reading<T> work) {
        return write(open -> work.from(new SqlSession(open)));
    }

    @Override
    synchronized <T> T write(DatabaseWork<T> work) {
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

    @Override
    void annotate(String id, Set<String> tags, String note) {
        write(open -> {
            new Annotations(new SqlSession(open)).annotate(id, tags, note);
            return null;
        });
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
            if (socket != null) {
                socket.close();
            }
            if (ownership != null && DatabaseCompaction.isDue(connection)) {
                DatabaseCompaction.shutDown(connection);
            }
            connection.close();
        } catch (SQLException e) {
            throw explain(place, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release(ownership);
        }
    }

    static void release(OwnerLock ownership) {
        if (ownership != null) {
            try {
                ownership.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
