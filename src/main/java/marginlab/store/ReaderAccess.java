package marginlab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * A connection a query: through the owner's server while one lives, else read-only on the file. So a reader that stays,
 * like the live page, never keeps a run from starting, and outlives the runs that come and go.
 */
final class ReaderAccess extends Access {
    private static final long PATIENCE_SECONDS = 15;

    private final Location location;

    ReaderAccess(Location location) {
        this.location = location;
    }

    @Override
    <T> T read(T none, Work<T> work) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                Optional<String> owner = Ownership.owner(location.owner());
                if (owner.isPresent()) {
                    Optional<String> url = owner.get().lines().skip(1).findFirst();
                    if (url.isPresent()) {
                        return on(url.get(), work).orElseThrow(this::ownedByOlder);
                    }
                } else if (!location.exists()) {
                    return none;
                } else {
                    location.refuseOther();
                    if (location.isBare()) {
                        return none;
                    }
                    Optional<T> answer = on(location.reading(), work);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                    // As its owner for a moment, which brings it to this version after a copy.
                    OwnerAccess.of(location).close();
                    end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                }
            } catch (SQLException e) {
                // The owner came or went while we asked.
                if (System.nanoTime() > end || !Schema.mayPass(e)) {
                    throw explain(location.toString(), e);
                }
            }
            if (System.nanoTime() > end) {
                throw new ProblemException(new Problem(
                        location.toString(),
                        "an owner that does not answer",
                        "a store that can be read",
                        "Is its process stopped?"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    boolean isOwned() {
        return Ownership.owner(location.owner()).isPresent();
    }

    /** Size and time of a file without an owner, which no one else writes to. */
    @Override
    String stamp() {
        if (Ownership.owner(location.owner()).isPresent()) {
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
    private <T> Optional<T> on(String url, Work<T> work) throws SQLException {
        try (Connection connection = connect(url)) {
            int version = Schema.refuseNewer(connection, location.toString());
            return version < Schema.NEWEST ? Optional.empty() : Optional.of(work.on(connection));
        }
    }

    private ProblemException ownedByOlder() {
        return new ProblemException(new Problem(
                location.toString(),
                "a store that an older marginlab is writing to",
                "version " + Schema.NEWEST,
                "Wait until its run ends"));
    }

    @Override
    <T> T write(Work<T> work) {
        throw refused();
    }

    @Override
    void together(Store.Taking work) {
        throw refused();
    }

    private IllegalStateException refused() {
        return new IllegalStateException(location + " is open for reading; to write to it, open it as its owner");
    }

    @Override
    public void close() {}
}
