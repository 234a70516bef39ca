package marginlab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that is asked one thing under the environment of a worker and prints its answer: what a crash of native code
 * ends is the errand and not the program.
 *
 * @param workers whose main class is run, with its arguments, threads and heap
 */
public record Errand(Workers workers) {

    /**
     * What came of it.
     *
     * @param code the exit code; 124 when it took too long
     * @param output what it printed
     * @param errors what it said on standard error
     */
    public record Answer(int code, String output, String errors) {

        /** The last line that says something; empty where there is none. */
        public String lastWord() {
            return errors.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line.strip());
        }
    }

    private static final int TOOK_TOO_LONG = 124;

    /** Runs it to its end. */
    public Answer run(Duration limit) {
        try {
            Path output = Files.createTempFile("marginlab-", ".out");
            Path errors = Files.createTempFile("marginlab-", ".err");
            try {
                int code = code(output, errors, limit);
                return new Answer(
                        code,
                        Files.readString(output, StandardCharsets.UTF_8),
                        new String(Files.readAllBytes(errors), StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int code(Path output, Path errors, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(workers.command(List.of(), List.of()));
        workers.prepare(builder);
        builder.redirectOutput(output.toFile());
        builder.redirectError(errors.toFile());
        Process process = builder.start();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            return TOOK_TOO_LONG;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TOOK_TOO_LONG;
        } finally {
            process.destroyForcibly();
        }
    }
}
