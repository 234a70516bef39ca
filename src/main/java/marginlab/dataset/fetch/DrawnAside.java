package marginlab.dataset.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import marginlab.file.AtomicMove;

/**
 * Files that are made in a folder of their maker's own beside their place, and moved there when all are whole: the first maker
 * to finish wins, and whoever finds the files there drops his own. What a maker left who was killed goes with the next one.
 */
public final class DrawnAside {
    private static final String PART = ".part-";
    private static final String LOCK = "lock";
    /** Without it a set to train on is not there. */
    private static final String LAST = "train.rec";

    private DrawnAside() {}

    /**
     * Makes files unless they are there.
     *
     * @param isMissing asked again when all are made
     * @param maker writes them into a folder
     */
    public static void make(Path folder, BooleanSupplier isMissing, Consumer<Path> maker) throws IOException {
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        String start = "." + folder.getFileName() + PART;
        removeLeftOf(parent, start);
        Path own = Files.createTempDirectory(parent, start);
        try (FileChannel channel =
                        FileChannel.open(own.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alive = channel.lock()) {
            Path made = own.resolve(folder.getFileName());
            maker.accept(made);
            if (alive.isValid() && isMissing.getAsBoolean()) {
                move(made, Files.createDirectories(folder));
            }
        } finally {
            delete(own);
        }
    }

    /** Two makers may both find the files missing: they have the same ones, and each name is always of a whole file. */
    private static void move(Path made, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(made)) {
            files = all.sorted(Comparator.comparing((Path file) -> file.endsWith(LAST)))
                    .toList();
        }
        for (Path file : files) {
            AtomicMove.file(file, folder.resolve(file.getFileName()));
        }
    }

    private static void removeLeftOf(Path parent, String start) throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(parent)) {
            left = all.filter(path -> path.getFileName().toString().startsWith(start))
                    .toList();
        }
        for (Path path : left) {
            if (isLeft(path.resolve(LOCK))) {
                delete(path);
            }
        }
    }

    /** One that has no lock yet has just begun. */
    private static boolean isLeft(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (java.io.UncheckedIOException | NoSuchFileException e) {
            // Another one removes it too.
        }
    }
}
