package marginlab.store.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/**
 * A copy of a database that others can write to, which they cannot exchange between a look at it and its opening; made anew
 * when the database has changed.
 */
public final class PrivateCopy implements AutoCloseable {
    private Path folder;
    private String stamp = "";

    /** The database itself where it is in this user's hands alone, else the copy. */
    public synchronized StoreLocation readable(StoreLocation location) throws SQLException {
        if (FileTrust.stranger(location.file()).isEmpty()) {
            return location;
        }
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("marginlab-");
                Runtime.getRuntime().addShutdownHook(new Thread(this::close));
            }
            StoreLocation copy = new StoreLocation(folder.resolve("marginlab"));
            BasicFileAttributes now =
                    Files.readAttributes(location.file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String found = now.size() + " " + now.lastModifiedTime() + " " + now.fileKey();
            if (!found.equals(stamp)) {
                copy(location.file(), copy.file());
                stamp = found;
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + location, e);
        }
    }

    /** Its writer holds the file: with a lock for readers no half of a commit is copied. */
    private static void copy(Path from, Path to) throws IOException, SQLException {
        try (FileChannel channel = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            if (lock == null) {
                throw new SQLException("its owner has just opened it", "HY000", ErrorCode.DATABASE_ALREADY_OPEN_1);
            }
            Files.copy(Channels.newInputStream(channel), to, StandardCopyOption.REPLACE_EXISTING);
        } catch (OverlappingFileLockException e) {
            throw new SQLException("this process writes to it", "HY000", ErrorCode.DATABASE_ALREADY_OPEN_1, e);
        }
    }

    @Override
    public synchronized void close() {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve("marginlab" + StoreLocation.EXTENSION));
                Files.deleteIfExists(folder);
                folder = null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
