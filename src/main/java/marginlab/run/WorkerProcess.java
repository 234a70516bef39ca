package marginlab.run;

import java.util.OptionalInt;

/** A worker at a trial, on this machine or elsewhere, as the coordinator sees it. */
public interface WorkerProcess {
    /** Asks it to end after a checkpoint. */
    void stop();

    /** Ends it at once. */
    void kill();

    /** Kills it and waits until it is gone. */
    void killAndWait();

    /** Does something when it has ended; what may also be found out by asking for the exit code. */
    default void onExit(Runnable action) {}

    /** Whether it still waits for a machine: its silence means nothing then. */
    default boolean isWaiting() {
        return false;
    }

    /** Empty while it lives. */
    OptionalInt exitCode();

    /** Why it ended without an exit code of its own; empty where it had one. */
    default String loss() {
        return "";
    }
}
