package marginlab.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The links to folders that were followed: ten in each of ten folders lead to the last in ten thousand million ways. */
final class FollowedLinks {
    private static final int MOST = 10_000;

    private final Map<Path, Integer> ways = new HashMap<>();

    /** Counts a folder that is a link. */
    void follow(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            Path target = folder.toRealPath();
            if (ways.merge(target, 1, Integer::sum) > MOST) {
                throw Broken.at(folder.toString(), "another link to " + target, "at most " + MOST);
            }
        }
    }
}
