package marginlab.run;

import java.util.function.Consumer;

/** A signal that asks a verb to stop, and the exit code that shells know it by: 128 and the signal's number. */
public enum StopSignal {
    /** Ctrl-C. */
    INTERRUPT("INT", 130),
    /** {@code kill}, a supervisor, or a machine that shuts down. */
    TERMINATE("TERM", 143);

    private final String title;
    private final int exitCode;

    StopSignal(String title, int exitCode) {
        this.title = title;
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Runs the action at each of these signals in place of ending. */
    public static void onEach(Consumer<StopSignal> action) {
        for (StopSignal signal : values()) {
            Signals.on(signal.title, () -> action.accept(signal));
        }
    }
}
