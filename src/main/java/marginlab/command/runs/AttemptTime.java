package marginlab.command.runs;

import java.time.Duration;
import java.time.Instant;
import marginlab.progress.DurationText;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/** How long a run's last attempt took, as a person reads it. */
final class AttemptTime {
    private AttemptTime() {}

    /**
     * Of a run at work, since its attempt began. Empty for one whose coordinator is gone: how far it came is known when the
     * next {@code run} or {@code rebuild} reads its journal, and 0 s would be a figure that nobody measured.
     */
    static String text(Run run, Instant now) {
        if (run.state() == TrialState.INTERRUPTED && run.seconds() == 0) {
            return "";
        }
        return DurationText.text(
                run.state() == TrialState.RUNNING
                        ? Math.max(0, Duration.between(run.started(), now).toMillis() * 1e-3)
                        : run.seconds());
    }
}
