package marginlab.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import marginlab.problem.FileProblem;

/** The links to folders that were followed: ten in each of ten folders lead to the last in ten thousand million ways. */
public final class LinkedFolders {
    private static final int MOST = 10_000;

    private final Map<Path, Integer> ways = new HashMap<>();

    /** Counts a folder that is a link. */
    public void follow(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            Path target = folder.toRealPath();
            if (ways.merge(target, 1, Integer::sum) > MOST) {
                throw FileProblem.at(folder.toString(), "another link to " + target, "at most " + MOST);
            }
        }
    }
}
