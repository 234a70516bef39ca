package marginlab.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import marginlab.problem.FileProblem;

/**
 * Gives a file that the user asked for by its name the rights that any new file of the user has. Processes of runs write theirs so
 * that nobody else can read them, which is right for folders of runs and wrong for what is handed on.
 */
public final class UsualRights {
    private UsualRights() {}

    /** Files of this user's, some of which may be null; where a system knows no such rights, they have none. */
    public static void give(Path... files) {
        for (Path file : files) {
            try {
                if (file != null && Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    giveOne(file);
                }
            } catch (IOException e) {
                throw FileProblem.unwritable(file, e);
            }
        }
    }

    private static void giveOne(Path file) throws IOException {
        // What the process takes away from a new file's rights cannot be asked for without changing it.
        Path beside = file.resolveSibling(
                "." + file.getFileName() + ".rights-" + ProcessHandle.current().pid());
        try {
            Set<PosixFilePermission> usual = Files.getPosixFilePermissions(Files.createFile(beside));
            Files.setPosixFilePermissions(file, usual);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
