package marginlab.run;

import java.time.Duration;
import java.util.Optional;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.TrialEvent;

/** Hears what happens in a sweep, on one thread, in order. */
public interface SweepListener {

    /**
     * How far a sweep is.
     *
     * @param trials of the experiment
     * @param ready results that there are, old and new
     * @param failed trials that are given up
     * @param running trials that train now
     * @param left the expected time to the end, where there is experience with like trials
     */
    record Totals(int trials, int ready, int failed, int running, Optional<Duration> left) {}

    /** A trial's worker has started. */
    default void started(Trial trial, int attempt) {}

    default void measured(Trial trial, TrialEvent.Measured measured) {}

    default void scored(Trial trial, ProtocolOutcome outcome) {}

    /** An attempt is over, and the trial too unless it is tried again. */
    default void ended(Trial trial, TrialEvent.Ended ended, boolean again) {}

    /** Something a person should know: a damaged line, why the sweep stops. */
    default void said(String line) {}

    /** A few times a second, and after each start and end. */
    default void totals(Totals totals) {}

    /** The sweep is over; nothing follows. */
    default void finished(SweepOutcome sweep) {}

    /** Hears nothing. */
    static SweepListener none() {
        return new SweepListener() {};
    }
}
