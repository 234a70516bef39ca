package marginlab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import marginlab.file.AtomicMove;
import marginlab.store.file.StoreLocation;

/**
 * Brings a database to the newest version beside its file, and puts it in its place when it is whole. The steps between two
 * versions cannot be taken back: a process that is killed among them, or a full disk, leaves the old file as it was.
 */
final class StoreMigration {
    private StoreMigration() {}

    /** The owner's alone; nobody has the database open. A file that is not there is made. */
    static void run(StoreLocation location) throws SQLException, IOException {
        StoreLocation aside = location.aside();
        Files.deleteIfExists(aside.file());
        try {
            if (location.exists() && !location.isBare()) {
                Files.copy(location.file(), aside.file());
            }
            try (Connection connection = DatabaseAccess.connect(aside.making());
                    Statement statement = connection.createStatement()) {
                StoreSchema.migrate(connection, aside.making());
                statement.execute("SHUTDOWN");
            }
            AtomicMove.synced(aside.file(), location.file());
        } finally {
            Files.deleteIfExists(aside.file());
        }
    }
}
