package marginlab.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Says what is wrong with a file and where in it. */
public final class FileProblem {
    private static final String HINT = "'data check' looks through a whole dataset";

    /** Why a path is no file that could be read, as the system begins to say it; a full or read-only disk is no fault of the path. */
    private static final List<String> NO_FILES =
            List.of("Is a directory", "Not a directory", "Too many levels of symbolic links", "File name too long");

    private FileProblem() {}

    public static ProblemException atByte(Path file, long offset, String found, String expected) {
        return new ProblemException(new Problem(file + " at byte " + offset, found, expected, HINT));
    }

    public static ProblemException atLine(Path file, long line, String found, String expected) {
        return new ProblemException(new Problem(file + ":" + line, found, expected));
    }

    public static ProblemException at(String place, String found, String expected) {
        return new ProblemException(new Problem(place, found, expected));
    }

    /** A failure of the disk or of permissions, which no check of the content can foresee. */
    public static RuntimeException io(Path file, IOException e) {
        String found = null;
        if (e instanceof NoSuchFileException) {
            found = "no such file";
        } else if (e instanceof AccessDeniedException) {
            found = "a file without permission to read it";
        } else if (e instanceof FileSystemException system
                && NO_FILES.stream().anyMatch(String.valueOf(system.getReason())::startsWith)) {
            found = "a path that fails: " + system.getReason();
        }
        return found == null
                ? new UncheckedIOException(file + ": " + e.getMessage(), e)
                : new ProblemException(new Problem(place(file, (FileSystemException) e), found, "a readable file"), e);
    }

    /** The same of a file that is to be written; the file is the one that the user named, whatever stands beside it meanwhile. */
    public static RuntimeException unwritable(Path file, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new ProblemException(
                    new Problem(file.toString(), "a place without permission to write there", "a writable place"), e);
        }
        return new UncheckedIOException("cannot write " + file, e);
    }

    /** What a file is moved to stands second. */
    private static String place(Path file, FileSystemException e) {
        return Stream.of(e.getOtherFile(), e.getFile(), file.toString())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
