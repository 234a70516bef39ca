package marginlab.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
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
        if (e instanceof NoSuchFileException) {
            return new ProblemException(new Problem(file.toString(), "no such file", "a readable file"), e);
        }
        if (e instanceof AccessDeniedException) {
            return new ProblemException(
                    new Problem(file.toString(), "a file without permission to read it", "a readable file"), e);
        }
        if ("Is a directory".equals(e.getMessage())) {
            return new ProblemException(new Problem(file.toString(), "a folder", "a readable file"), e);
        }
        return new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
}
