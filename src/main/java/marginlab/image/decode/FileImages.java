package marginlab.image.decode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.file.RegularFile;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** Images that are files of their own. */
public final class FileImages implements EncodedImages {
    public static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int NAMED = 20;

    private final List<Path> files;

    public FileImages(List<Path> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public byte[] encoded(int i) {
        Path file = files.get(i);
        try {
            return RegularFile.read(file, MOST_BYTES, "an image of at most");
        } catch (ProblemException e) {
            Path other = ListedFile.image(file).orElse(file);
            if (other.equals(file)) {
                throw e;
            }
            return RegularFile.read(other, MOST_BYTES, "an image of at most");
        }
    }

    @Override
    public List<Problem> missing() {
        List<Path> gone = files.parallelStream()
                .filter(file -> ListedFile.image(file).isEmpty())
                .distinct()
                .toList();
        List<Problem> problems = new ArrayList<>();
        gone.stream()
                .limit(NAMED)
                .forEach(file ->
                        problems.add(new Problem(file.toString(), "no such file" + ListedFile.tried(), "an image")));
        if (gone.size() > NAMED) {
            problems.add(new Problem(
                    "and " + (gone.size() - NAMED) + " more",
                    gone.size() + " of " + files.size() + " images that are not there",
                    "all of them"));
        }
        return problems;
    }

    @Override
    public List<Path> files() {
        return files.parallelStream()
                .map(file -> ListedFile.image(file).orElse(file))
                .toList();
    }

    @Override
    public String name(int i) {
        return files.get(i).toString();
    }

    @Override
    public void close() {
        // Each read opens and closes its file.
    }
}
