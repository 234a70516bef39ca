package marginlab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The memory of processes. */
final class Memory {
    private static final String PEAK = "VmHWM:";

    private Memory() {}

    /** The most of this process that was resident at once; empty where the system does not tell. */
    static Optional<Double> peakMegabytes() {
        return peakMegabytes(ProcessHandle.current().pid());
    }

    /** The most of a process that was resident at once, Java and native code together; empty when it is gone. */
    static Optional<Double> peakMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .map(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
