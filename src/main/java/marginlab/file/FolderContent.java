package marginlab.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import marginlab.problem.FileProblem;
import marginlab.problem.Problems;

/**
 * What lies in a folder but for hidden and system entries, in the order of the composed names; a pipe in its place, which would be
 * waited for, is refused.
 */
public final class FolderContent {
    private FolderContent() {}

    public static List<Path> of(Path folder) {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw FileProblem.at(
                        folder.toString(), Files.isRegularFile(folder) ? "a file" : "a pipe or a device", "a folder");
            }
            List<Path> found;
            try (Stream<Path> all = Files.list(folder)) {
                found = all.filter(entry -> !SystemEntry.is(entry)).toList();
            }
            Problems unreadable = new Problems();
            found.forEach(file -> FileNames.problem(file).ifPresent(unreadable::add));
            unreadable.raise();
            return found.stream().sorted(NameOrder.OF_PATHS).toList();
        } catch (IOException e) {
            throw FileProblem.io(folder, e);
        }
    }

    /** The one file whose name ends so. */
    public static Path only(Path folder, String ending) {
        List<Path> found = ending(folder, ending);
        if (found.size() == 1) {
            return found.get(0);
        }
        throw FileProblem.at(folder.toString(), found.size() + " files *" + ending, "one");
    }

    /** The files whose names end so. */
    public static List<Path> ending(Path folder, String ending) {
        return of(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith(ending))
                .toList();
    }
}
