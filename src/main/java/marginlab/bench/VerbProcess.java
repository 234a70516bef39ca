package marginlab.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import marginlab.run.ProcessMemory;
import marginlab.run.code.ClassPath;

/** A verb as its user runs it, in a process of its own, timed from its start to its end. */
final class VerbProcess {
    private static final int TICK_MILLISECONDS = 5;

    /**
     * What a verb took.
     *
     * @param seconds of the whole process
     * @param megabytes that were resident at once; 0 where the system does not tell
     */
    record Cost(double seconds, double megabytes) {}

    private VerbProcess() {}

    static Cost run(Class<?> program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), program.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", ClassPath.of(program));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT);
        long start = System.nanoTime();
        Process process = builder.start();
        double peak = 0;
        try {
            while (!process.waitFor(TICK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, ProcessMemory.peakMegabytes(process.pid()).orElse(0.0));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(arguments.get(0) + " ended with code " + process.exitValue());
        }
        return new Cost(seconds, peak);
    }
}
