package marginlab.run.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import marginlab.run.WorkerProcess;

/** A worker on this machine; it ends with the process that started it, for it reads its standard input. */
public final class LocalWorker implements WorkerProcess {
    private final Process process;

    public LocalWorker(Process process) {
        this.process = process;
    }

    @Override
    public void stop() {
        try {
            process.getOutputStream().write("stop\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended by itself; its exit says how.
        }
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    @Override
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    @Override
    public void killAndWait() {
        kill();
        process.onExit().join();
    }
}
