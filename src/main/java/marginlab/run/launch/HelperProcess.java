package marginlab.run.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import marginlab.file.FolderTree;

/**
 * A process that is asked one thing under the environment of a worker and prints its answer: what a crash of native code
 * ends is the errand and not the program.
 *
 * @param workers whose main class is run, with its arguments, threads and heap
 * @param environment that it has beside that of a worker
 */
public record HelperProcess(WorkerLauncher workers, Map<String, String> environment) {
    public HelperProcess {
        environment = Map.copyOf(environment);
    }

    /** In the environment of a worker. */
    public HelperProcess(WorkerLauncher workers) {
        this(workers, Map.of());
    }

    /**
     * What came of it.
     *
     * @param code the exit code; 124 when it took too long
     * @param output what it printed
     * @param errors what it said on standard error
     */
    public record ProcessOutput(int code, String output, String errors) {

        /** The last line that says something; of a stack trace, its innermost cause. Empty where there is none. */
        public String lastWord() {
            String last = errors.lines()
                    .filter(line -> !line.isBlank() && !TRACE.matcher(line).matches())
                    .reduce("", (before, line) -> line.strip());
            return THROWN.matcher(last).replaceFirst("");
        }
    }

    /** Lines of a stack trace below the one that says what was thrown; what is suppressed is indented with its causes. */
    private static final Pattern TRACE =
            Pattern.compile("\\s+(at \\S.*|\\.\\.\\. \\d+ (more|common frames omitted)|Suppressed: .*|Caused by: .*)");

    private static final Pattern THROWN = Pattern.compile("^(Caused by: |Exception in thread \"[^\"]*\" )");
    /** The code of one that took longer than it was given. */
    public static final int TOOK_TOO_LONG = 124;

    /** For what still lies in the pipe; a process of its own that it left behind may hold that open. */
    private static final long LAST_WORDS_MILLIS = 10_000;
    /** The end of endless complaints is what is shown. */
    private static final int MOST_ERRORS = 1 << 20;

    /** Runs it to its end. */
    public ProcessOutput run(Duration limit) {
        return run(limit, line -> false);
    }

    /**
     * Runs it to its end.
     *
     * @param heard hears each line on standard error when it comes; what it takes is no part of the errors
     */
    public ProcessOutput run(Duration limit, Predicate<String> heard) {
        try {
            Path aside = Files.createTempDirectory("marginlab-");
            try {
                Path output = aside.resolve("output");
                StringBuffer errors = new StringBuffer();
                int code = code(output, errors, limit, heard);
                return new ProcessOutput(code, Files.readString(output, StandardCharsets.UTF_8), errors.toString());
            } finally {
                FolderTree.delete(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int code(Path output, StringBuffer errors, Duration limit, Predicate<String> heard) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                workers.command(WorkerLauncher.crashFiles(output.getParent().toString()), List.of()));
        workers.prepare(builder);
        builder.environment().putAll(environment);
        builder.redirectOutput(output.toFile());
        Process process = builder.start();
        Thread listener = new Thread(() -> listen(process, errors, heard), "errors of " + process.pid());
        listener.setDaemon(true);
        listener.start();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                listener.join(LAST_WORDS_MILLIS);
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

    private static void listen(Process process, StringBuffer errors, Predicate<String> heard) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!heard.test(line)) {
                    errors.append(line).append('\n');
                    errors.delete(0, Math.max(0, errors.length() - MOST_ERRORS));
                }
            }
        } catch (IOException e) {
            errors.append(e.getMessage());
        }
    }
}
