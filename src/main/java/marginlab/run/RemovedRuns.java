package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import marginlab.file.AtomicMove;
import marginlab.file.FolderTree;
import marginlab.file.PrivateFiles;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Runs that were removed: each stays whole as {@code runs/.removed/ID}, its former results beside it as
 * {@code runs/.removed/.former/ID-N}, until {@code gc} deletes them.
 */
public final class RemovedRuns {
    private static final String FOLDER = ".removed";

    private final Path runs;
    private final Path removed;

    /** @param runs the folder of the run folders */
    public RemovedRuns(Path runs) {
        this.runs = runs;
        removed = runs.resolve(FOLDER);
    }

    /** Takes a run's folders away; of a run that was removed before, and trained again since, the earlier ones are deleted. */
    void add(String id, List<Path> folders) throws IOException {
        for (Path earlier : folders(id)) {
            FolderTree.delete(earlier);
        }
        for (Path folder : folders) {
            Path place = removed.resolve(runs.relativize(folder));
            PrivateFiles.folder(place.getParent());
            AtomicMove.folder(folder, place);
        }
    }

    /**
     * Moves a run's folders back to where they were.
     *
     * @param start of its id
     * @return its id
     * @throws ProblemException where none or several were removed whose ids begin so, or where the run has been trained again
     */
    String takeBack(String start) throws IOException {
        List<String> ids = all().stream()
                .map(folder -> folder.getFileName().toString())
                .filter(id -> !start.isEmpty() && id.startsWith(start))
                .toList();
        if (ids.size() != 1) {
            throw new ProblemException(new Problem(
                    start,
                    ids.isEmpty() ? "no removed run with this id" : "several removed runs: " + String.join(", ", ids),
                    "the id of a run in " + removed + ", or a prefix of it"));
        }
        String id = ids.get(0);
        if (Files.exists(runs.resolve(id))) {
            throw new ProblemException(new Problem(
                    id,
                    "a run that was trained again since",
                    "none of this id",
                    "The removed one stays in " + removed));
        }
        for (Path folder : folders(id)) {
            Path place = runs.resolve(removed.relativize(folder));
            PrivateFiles.folder(place.getParent());
            AtomicMove.folder(folder, place);
        }
        return id;
    }

    /** The folders of all of them, by id; without their former results. */
    List<Path> all() throws IOException {
        return RunFolder.all(removed).stream().map(RunFolder::path).toList();
    }

    /** All that is kept of one. */
    List<Path> folders(String id) {
        return Stream.concat(
                        Stream.of(removed.resolve(id)).filter(Files::isDirectory),
                        new FormerRuns(removed).folders(id).stream())
                .toList();
    }
}
