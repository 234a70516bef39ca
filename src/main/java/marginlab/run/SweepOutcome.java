package marginlab.run;

import java.util.Optional;

/**
 * How a sweep ended.
 *
 * @param done trials that got a result now; a divergence is one
 * @param failed trials that are given up, now or before
 * @param skipped trials whose result was there already
 * @param left trials that wait for the next run
 * @param stopped why it ended before all were tried: a signal, or the same failure again and again
 * @param signal what the user stopped it with; empty where nobody did
 */
public record SweepOutcome(
        int done, int failed, int skipped, int left, Optional<String> stopped, Optional<StopSignal> signal) {
    /** Whether the user stopped it. */
    public boolean interrupted() {
        return signal.isPresent();
    }

    public boolean isComplete() {
        return failed == 0 && left == 0;
    }
}
