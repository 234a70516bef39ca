package marginlab.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with everything in it. */
public final class FolderTree {
    private FolderTree() {}

    /** Removes it, from the innermost outwards; links go, and not what they lead to. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Bytes that the disk gets back without a folder: of all files in it but those that have another name too, or that links lead to. */
    public static long bytes(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            long sum = 0;
            for (Path path : tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                sum += names(path) == 1 ? Files.size(path) : 0;
            }
            return sum;
        }
    }

    /** How many a file has on its disk; 1 where no such thing is known. */
    private static int names(Path file) throws IOException {
        try {
            return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return 1;
        }
    }
}
