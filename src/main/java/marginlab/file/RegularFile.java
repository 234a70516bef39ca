package marginlab.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import marginlab.problem.FileProblem;

/** A file that has a size and an end; pipes and devices, which may have neither, are refused before they are opened. */
public final class RegularFile {
    private RegularFile() {}

    /** The size in bytes. */
    public static long size(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw FileProblem.at(
                        file.toString(),
                        attributes.isDirectory() ? "a folder" : "a pipe or a device",
                        "a file with an end");
            }
            return attributes.size();
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
    }

    /** Refuses what has more bytes than so many: {@code expected} in words, {@code a list of at most}. */
    public static void check(Path file, long most, String expected) {
        long size = size(file);
        if (size > most) {
            throw FileProblem.at(file.toString(), size + " bytes", expected + " " + most);
        }
    }

    /** All bytes of what passes {@link #check}. */
    public static byte[] read(Path file, long most, String expected) {
        check(file, most, expected);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
    }
}
