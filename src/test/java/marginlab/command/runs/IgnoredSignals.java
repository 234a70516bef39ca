package marginlab.command.runs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A shell that starts something in the background lets it and all that it starts ignore SIGINT, and a virtual machine that finds a
 * signal ignored leaves it so.
 */
final class IgnoredSignals {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";
    private static final int INT = 2;

    private IgnoredSignals() {}

    /** Goes on where a child of this process would hear a signal. */
    static void assumeHeard(String signal) throws IOException {
        if (signal.equals("INT") && Files.exists(STATUS)) {
            long ignored = Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(IGNORED))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring(IGNORED.length()).strip(), 16))
                    .findFirst()
                    .orElse(0);
            assumeTrue((ignored & 1L << (INT - 1)) == 0, "SIGINT is ignored by what started the tests");
        }
    }
}
