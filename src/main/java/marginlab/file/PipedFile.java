package marginlab.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bytes of files that are read more than once. A pipe, such as a shell's {@code <(...)}, gives them once: they are kept for as
 * long as the process lives.
 */
public final class PipedFile {
    private static final Map<Path, byte[]> KEPT = new ConcurrentHashMap<>();

    private PipedFile() {}

    /** At most so many bytes of a file, and one more where there are more. */
    public static byte[] read(Path file, int most) throws IOException {
        if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
            return bytes(file, most);
        }
        Path place = file.toAbsolutePath();
        byte[] kept = KEPT.get(place);
        if (kept == null) {
            kept = bytes(file, most);
            KEPT.put(place, kept);
        }
        return kept.clone();
    }

    private static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // A device may say that it has no bytes and give them without end.
            return in.readNBytes(most + 1);
        }
    }
}
