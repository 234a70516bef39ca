package marginlab.store;

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
                        return on(url.get(), work);
                    }
                } else if (!location.exists()) {
                    return none;
                } else {
                    return on(location.reading(), work);
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

    private <T> T on(String url, Work<T> work) throws SQLException {
        try (Connection connection = connect(url)) {
            Schema.refuseNewer(connection, location.toString());
            return work.on(connection);
        }
    }

    @Override
    <T> T write(Work<T> work) {
        throw new IllegalStateException(location + " is open for reading; to write to it, open it as its owner");
    }

    @Override
    public void close() {}
}
