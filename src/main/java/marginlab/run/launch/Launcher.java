package marginlab.run.launch;

import java.io.IOException;
import marginlab.run.RunFolder;
import marginlab.run.WorkerProcess;

/** What starts workers: on this machine, or on those of a cluster. */
public interface Launcher extends AutoCloseable {
    /**
     * Starts an attempt at a trial.
     *
     * @param gpu the only device it sees, or null where the machine decides
     */
    WorkerProcess start(RunFolder folder, int attempt, String gpu) throws IOException;

    @Override
    default void close() {}
}
