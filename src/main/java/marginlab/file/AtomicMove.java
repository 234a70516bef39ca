package marginlab.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Gives what was made aside its name, in one step: whoever looks finds what was there before, or all that is new. Both names are
 * on one disk. Nothing else in this program renames.
 */
public final class AtomicMove {
    private AtomicMove() {}

    /** A file that is on the disk, or can be made again, in the place of one that may be there. */
    public static void file(Path aside, Path target) throws IOException {
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncNames(target);
    }

    /** The same of a file that others wrote: what is in it is brought to the disk before it has its name. */
    public static void synced(Path aside, Path target) throws IOException {
        sync(aside);
        file(aside, target);
    }

    /**
     * A folder with all that is in it.
     *
     * @throws java.nio.file.FileSystemException where there is one of that name that is not empty
     */
    public static void folder(Path aside, Path target) throws IOException {
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        syncNames(target);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Not every system opens a folder; where it does not, it keeps the order of names itself. */
    private static void syncNames(Path target) {
        try (FileChannel channel = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The name is there all the same.
        }
    }
}
