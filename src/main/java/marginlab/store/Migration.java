package marginlab.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings a database to the newest version beside its file, and puts it in its place when it is whole. The steps between two
 * versions cannot be taken back: a process that is killed among them, or a full disk, leaves the old file as it was.
 */
final class Migration {
    private Migration() {}

    /** The owner's alone; nobody has the database open. A file that is not there is made. */
    static void run(Location location) throws SQLException, IOException {
        Location aside = location.aside();
        Files.deleteIfExists(aside.file());
        try {
            if (location.exists() && !location.isBare()) {
                Files.copy(location.file(), aside.file());
            }
            try (Connection connection = Access.connect(aside.making());
                    Statement statement = connection.createStatement()) {
                Schema.migrate(connection, aside.making());
                statement.execute("SHUTDOWN");
            }
            force(aside.file());
            Files.move(aside.file(), location.file(), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside.file());
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
