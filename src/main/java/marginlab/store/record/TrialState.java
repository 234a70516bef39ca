package marginlab.store.record;

import java.util.Locale;

/** Where a trial stands. */
public enum TrialState {
    /** Not started yet. */
    PLANNED,
    RUNNING,
    DONE,
    /** Ended with an error of ours or of the input. */
    FAILED,
    /** The loss became NaN or infinite: a result, not a fault. */
    DIVERGED,
    /** The process died: a signal, out of memory, a native abort. */
    CRASHED,
    TIMED_OUT,
    /** Stopped by the user; the next run goes on. */
    INTERRUPTED;

    /** {@code timed-out}: as JSON and the database have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static TrialState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
