package marginlab.command.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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
        return isKnown(run) ? DurationText.text(seconds(run, now)) : "";
    }

    /** The same where there is little room: {@code 3:20}, {@code 2:05:00}. */
    static String clock(Run run, Instant now) {
        if (!isKnown(run)) {
            return "";
        }
        Duration time = Duration.ofSeconds(Math.round(seconds(run, now)));
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    private static boolean isKnown(Run run) {
        return run.state() != TrialState.INTERRUPTED || run.seconds() != 0;
    }

    private static double seconds(Run run, Instant now) {
        return run.state() == TrialState.RUNNING
                ? Math.max(0, Duration.between(run.started(), now).toMillis() * 1e-3)
                : run.seconds();
    }
}
