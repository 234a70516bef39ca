package marginlab.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * The one way to a file of a run folder: a folder may come from somebody else, whose links would show or copy what lies
 * elsewhere, and whose pipes would never end.
 */
public final class LinkFreeFile {
    private LinkFreeFile() {}

    /**
     * The path of a file or folder below a folder, whether it is there or not.
     *
     * @param names of the folders on the way and of the file
     * @throws ProblemException where the way leads out of the folder, or the folder itself, something on the way, or the file
     *     is a link, or is neither a file nor a folder; of a folder its files are looked at too
     */
    public static Path of(Path folder, String... names) {
        Path way = folder;
        boolean isFolder = check(way);
        for (String name : names) {
            Path next = way.resolve(name);
            if (name.equals("..") || name.equals(".") || !way.equals(next.getParent())) {
                throw problem(next, "a way out of its folder");
            }
            way = next;
            isFolder = isFolder && check(way);
        }
        if (isFolder && names.length > 0) {
            checkFiles(way);
        }
        return way;
    }

    /** Refuses a folder that has a link, a pipe or a device anywhere. */
    public static void all(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.forEach(LinkFreeFile::check);
        }
    }

    private static void checkFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(LinkFreeFile::check);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    /** Whether it is a folder: nothing lies below a file, nor below what is not there. */
    private static boolean check(Path path) {
        try {
            BasicFileAttributes facts =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (facts.isSymbolicLink()) {
                throw problem(path, "a link");
            }
            if (!facts.isRegularFile() && !facts.isDirectory()) {
                throw problem(path, "a pipe or a device");
            }
            return facts.isDirectory();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path, e);
        }
    }

    private static ProblemException problem(Path path, String found) {
        return new ProblemException(new Problem(
                path.toString(),
                found,
                "a file or folder of the run itself",
                "Put what belongs there into its place; the folder of all runs may be a link"));
    }
}
