package marginlab.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** Says what is wrong with a file and where in it. */
final class Broken {
    private static final String HINT = "'data check' looks through a whole dataset";

    private Broken() {}

    static ProblemException atByte(Path file, long offset, String found, String expected) {
        return new ProblemException(new Problem(file + " at byte " + offset, found, expected, HINT));
    }

    static ProblemException atLine(Path file, long line, String found, String expected) {
        return new ProblemException(new Problem(file + ":" + line, found, expected));
    }

    static ProblemException at(String place, String found, String expected) {
        return new ProblemException(new Problem(place, found, expected));
    }

    /** A failure of the disk or of permissions, which no check of the content can foresee. */
    static RuntimeException io(Path file, IOException e) {
        String place = e instanceof FileSystemException system && system.getFile() != null
                ? system.getFile()
                : file.toString();
        String found = null;
        if (e instanceof NoSuchFileException) {
            found = "no such file";
        } else if (e instanceof AccessDeniedException) {
            found = "a file without permission to read it";
        } else if (e instanceof FileSystemException system && system.getReason() != null) {
            found = "a path that fails: " + system.getReason();
        } else if (e instanceof NotDirectoryException) {
            return new ProblemException(new Problem(place, "a file", "a folder"), e);
        }
        if (found != null) {
            return new ProblemException(new Problem(place, found, "a readable file"), e);
        }
        return new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
}
