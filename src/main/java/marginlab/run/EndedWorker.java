package marginlab.run;

import java.util.OptionalInt;

/** A worker that had ended well when it was started: nothing is left to stop. */
public record EndedWorker() implements WorkerProcess {
    @Override
    public void stop() {
        // It has ended.
    }

    @Override
    public void kill() {
        // It has ended.
    }

    @Override
    public void killAndWait() {
        // It has ended.
    }

    @Override
    public void onExit(Runnable action) {
        action.run();
    }

    @Override
    public OptionalInt exitCode() {
        return OptionalInt.of(0);
    }
}
