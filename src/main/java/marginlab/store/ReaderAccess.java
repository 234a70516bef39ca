package marginlab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.file.OwnerLock;
import marginlab.store.file.PrivateCopy;
import marginlab.store.file.StoreLocation;
import org.h2.api.ErrorCode;

/**
 * A connection a query: to the owner while one lives, else read-only on the file, or on a copy where others can write it. So a reader that stays,
 * like the live page, never keeps a run from starting, and outlives the runs that come and go.
 */
final class ReaderAccess extends DatabaseAccess {
    private static final long PATIENCE_SECONDS = 15;

    private final StoreLocation location;
    private final PrivateCopy copy = new PrivateCopy();

    ReaderAccess(StoreLocation location) {
        this.location = location;
    }

    @Override
    <T> T read(T none, Reading<T> work) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Optional<String> owner = OwnerLock.owner(location.owner());
            try {
                if (owner.isPresent()) {
                    try (OwnerClient asked = OwnerClient.at(location.socket())) {
                        return work.from(asked);
                    }
                } else if (!location.exists()) {
                    return none;
                } else {
                    location.refuseOther();
                    if (location.isBare()) {
                        return none;
                    }
                    Optional<T> answer = onFile(work);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                    // As its owner for a moment, which brings it to this version after a copy.
                    OwnerAccess.of(location).close();
                    end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                }
            } catch (SQLException e) {
                if (owner.isPresent()) {
                    refuseUnreachable(owner.get(), e);
                }
                // The owner came or went while we asked.
                boolean isOver = System.nanoTime() > end;
                if (!StoreSchema.mayPass(e) || isOver && owner.isEmpty()) {
                    throw explain(location.toString(), e);
                }
                if (isOver) {
                    throw unanswered(owner.get());
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** What no patience mends: the owner is another version's, on another machine, or stopped. */
    private void refuseUnreachable(String owner, SQLException cause) {
        String where = owner.lines().skip(1).findFirst().orElse("");
        if (where.startsWith("jdbc:") || cause.getErrorCode() == ErrorCode.FEATURE_NOT_SUPPORTED_1) {
            throw new ProblemException(new Problem(
                    location.toString(),
                    "a store that another version of marginlab is writing to",
                    "version " + StoreSchema.NEWEST,
                    "Wait until its run ends"));
        }
        if (where.startsWith(OwnerLock.MACHINE) && !where.equals(OwnerLock.MACHINE + OwnerLock.machine())) {
            throw new ProblemException(new Problem(
                    location.toString(),
                    "a store that belongs to " + owner.lines().findFirst().orElse(""),
                    "an owner on this machine, which alone can ask it",
                    "Ask there, or wait until it ends"));
        }
        if (cause.getErrorCode() == ErrorCode.LOCK_TIMEOUT_1) {
            throw unanswered(owner);
        }
        if (cause.getErrorCode() == ErrorCode.DATA_CONVERSION_ERROR_1) {
            throw new ProblemException(
                    new Problem(
                            location.toString(),
                            "an owner that answers as marginlab never does: " + cause.getMessage(),
                            "a store whose owner is marginlab",
                            "Ask the person who gave it to you; " + StoreLocation.REMEDY),
                    cause);
        }
    }

    private ProblemException unanswered(String owner) {
        return new ProblemException(new Problem(
                location.toString(),
                "an owner that does not answer, " + owner.lines().findFirst().orElse("another process"),
                "a store that can be read",
                "Is its process stopped?"));
    }

    @Override
    boolean isOwned() {
        return OwnerLock.owner(location.owner()).isPresent();
    }

    /** Size and time of a file without an owner, which no one else writes to. */
    @Override
    String stamp() {
        if (OwnerLock.owner(location.owner()).isPresent()) {
            return "";
        }
        try {
            BasicFileAttributes file = Files.readAttributes(location.file(), BasicFileAttributes.class);
            return file.size() + " " + file.lastModifiedTime() + " " + file.fileKey();
        } catch (IOException e) {
            return "";
        }
    }

    /** What the work gives; empty where the database is of an older version. */
    private <T> Optional<T> onFile(Reading<T> work) throws SQLException {
        StoreLocation readable = copy.readable(location);
        DatabaseObjects.refuseStrange(readable);
        try (Connection connection = connect(readable.reading())) {
            int version = StoreSchema.refuseNewer(connection, location.toString());
            return version < StoreSchema.NEWEST ? Optional.empty() : Optional.of(work.from(new SqlSession(connection)));
        }
    }

    @Override
    <T> T write(DatabaseWork<T> work) {
        throw refused();
    }

    @Override
    void annotate(String id, Set<String> tags, String note) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Optional<String> owner = OwnerLock.owner(location.owner());
            try {
                if (owner.isPresent()) {
                    try (OwnerClient asked = OwnerClient.at(location.socket())) {
                        asked.annotate(id, tags, note);
                    }
                } else {
                    asOwner(id, tags, note);
                }
                return;
            } catch (SQLException e) {
                if (owner.isPresent()) {
                    refuseUnreachable(owner.get(), e);
                }
                // The owner came or went while we asked; to say it twice does no harm.
                if (!StoreSchema.mayPass(e) || System.nanoTime() > end) {
                    throw explain(location.toString(), e);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** For a moment, for which a sweep that begins waits. */
    private void asOwner(String id, Set<String> tags, String note) {
        if (!location.exists()) {
            throw new ProblemException(new Problem(location.toString(), "no store", "the store of the run " + id));
        }
        OwnerAccess owner = OwnerAccess.of(location);
        try {
            owner.annotate(id, tags, note);
        } finally {
            owner.close();
        }
    }

    @Override
    void together(Store.Taking work) {
        throw refused();
    }

    private IllegalStateException refused() {
        return new IllegalStateException(location + " is open for reading; to write to it, open it as its owner");
    }

    @Override
    public void close() {
        copy.close();
    }
}
