package marginlab.run.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginlab.file.FileNames;
import marginlab.file.SystemCalls;

/**
 * Starts a program over in UTF-8 where its locale has the letters of ASCII alone, as in containers and cron jobs: Java settles once,
 * when it starts, how it reads the names of files, and would not even find the folder that it is in.
 *
 * <p>It is the same process with the same command (under {@code mvn exec:java} that is Maven's), so signals, terminal and exit code
 * need nobody to hand them on.
 */
public final class Utf8Restart {
    private static final String VARIABLE = "LC_ALL";
    /** Is there wherever the C library is of 2022 or later, and on Debian before. */
    private static final String LOCALE = "C.UTF-8";

    private static final Path COMMAND = Path.of("/proc/self/cmdline");
    /** A link to the program, in whatever letters its own name is. */
    private static final String PROGRAM = "/proc/self/exe";

    private Utf8Restart() {}

    /** Comes back where nothing is to be done, or nothing can be: names beyond ASCII are refused then. */
    public static void whereNeeded() {
        if (FileNames.areUtf8() || LOCALE.equals(System.getenv(VARIABLE)) || !Files.isReadable(COMMAND)) {
            return;
        }
        try {
            List<byte[]> arguments = split(Files.readAllBytes(COMMAND));
            SystemCalls.set(VARIABLE, LOCALE);
            SystemCalls.become(PROGRAM, arguments);
        } catch (IOException e) {
            // As where there is no such file.
        }
    }

    /** Texts that end with a zero each. */
    static List<byte[]> split(byte[] texts) {
        List<byte[]> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] == 0) {
                parts.add(Arrays.copyOfRange(texts, start, i));
                start = i + 1;
            }
        }
        return parts;
    }
}
