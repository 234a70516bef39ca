package marginlab.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** A running worker; it ends with the process that started it, for it reads its standard input. */
final class WorkerProcess {
    private final Process process;

    WorkerProcess(Process process) {
        this.process = process;
    }

    /** Asks it to end after a checkpoint. */
    void stop() {
        try {
            process.getOutputStream().write("stop\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended by itself; its exit says how.
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Empty while it lives. */
    OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Kills it and waits until it is gone. */
    void killAndWait() {
        kill();
        process.onExit().join();
    }
}
