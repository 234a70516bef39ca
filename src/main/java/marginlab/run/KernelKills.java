package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many processes the kernel has killed for lack of memory since it began, in the machine or in a group of processes: what
 * tells such a kill from one by hand. Linux counts them; elsewhere there are none to see.
 */
final class KernelKills {
    private static final Path COUNTERS = Path.of("/proc/vmstat");
    private static final String NAME = "oom_kill ";

    private KernelKills() {}

    static long count() {
        if (!Files.isReadable(COUNTERS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(COUNTERS)) {
            return lines.filter(line -> line.startsWith(NAME))
                    .mapToLong(
                            line -> Long.parseLong(line.substring(NAME.length()).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
