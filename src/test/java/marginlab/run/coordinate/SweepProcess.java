package marginlab.run.coordinate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import marginlab.run.code.ClassPath;

/** A coordinator in a process of its own, for tests that kill it. */
public final class SweepProcess {
    private static final long PATIENCE_SECONDS = 240;

    private final Process process;
    private final Thread listener;
    private final Semaphore heard = new Semaphore(0);

    /** @param prefix what runs before it, such as a shell that sets a limit */
    SweepProcess(List<String> prefix, Path runs, String objective, int count, Consumer<String> hears)
            throws IOException {
        this(prefix, runs, "marginlab", objective, count, hears);
    }

    /** @param store its name in the folder of the run folders */
    SweepProcess(List<String> prefix, Path runs, String store, String objective, int count, Consumer<String> hears)
            throws IOException {
        // A limit on the size of files lets classes through, and not a jar of all of them.
        this(
                prefix.isEmpty() ? SweepJar.sharedClassPath() : ClassPath.of(CoordinatorMain.class),
                prefix,
                runs,
                List.of(objective, String.valueOf(count), store),
                hears);
    }

    /**
     * @param classPath what it is started from
     * @param arguments after the folder of the run folders
     */
    public SweepProcess(
            String classPath, List<String> prefix, Path runs, List<String> arguments, Consumer<String> hears)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx128m",
                CoordinatorMain.class.getName(),
                runs.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", classPath);
        // Of its workers too: they live for a second, in which nothing is gained by compiling well.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(runs.resolve("coordinator.log").toFile()));
        process = builder.start();
        listener = new Thread(() -> listen(hears), "listener");
        listener.start();
    }

    private void listen(Consumer<String> hears) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hears.accept(line);
                heard.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // No more will come: nobody need wait for them.
        heard.release(Integer.MAX_VALUE / 2);
    }

    Process process() {
        return process;
    }

    /** Waits until it has said so many lines more, or has ended. */
    public void awaitLines(int count) throws InterruptedException {
        if (!heard.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the sweep says nothing");
        }
    }

    /** The exit code, after its last line has been heard. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the sweep does not end");
        }
        listener.join();
        return process.exitValue();
    }

    /** Whether it lives for so long. */
    boolean lives(long milliseconds) throws InterruptedException {
        return !process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    List<ProcessHandle> workers() {
        return process.toHandle().children().toList();
    }
}
