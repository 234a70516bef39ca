package marginlab.run.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.store.record.TrialEvent;

/** Progress as one line an event, for files and pipes. */
public final class LineProgress implements SweepListener {
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final PrintStream out;
    private final InstantSource clock;
    private final Map<String, Instant> latest = new HashMap<>();
    private int concluded = -1;

    public LineProgress(PrintStream out) {
        this(out, Clock.systemUTC());
    }

    public LineProgress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void started(Trial trial, int attempt) {
        latest.put(trial.id(), clock.instant());
        say(trial, attempt == 1 ? "started" : "started, attempt " + attempt);
    }

    /** The end of each epoch, and within a long one a sign of life a minute: a file wants no more. */
    @Override
    public void measured(Trial trial, TrialEvent.Measured measured) {
        Instant now = clock.instant();
        Instant before = latest.getOrDefault(trial.id(), Instant.MIN);
        if (measured.isOfEpoch() || !now.isBefore(before.plus(QUIET))) {
            latest.put(trial.id(), now);
            List<String> parts = new ArrayList<>(ProgressText.figures(trial, measured));
            parts.addAll(ProgressText.waiting(trial, measured));
            say(trial, String.join(", ", parts));
        }
    }

    @Override
    public void scored(Trial trial, ProtocolOutcome outcome) {
        ProgressText.outcome(outcome).ifPresent(figure -> say(trial, figure));
    }

    @Override
    public void ended(Trial trial, TrialEvent.Ended ended, boolean again) {
        say(trial, ProgressText.ending(ended, again));
    }

    @Override
    public void said(String line) {
        out.println(line);
    }

    @Override
    public void totals(Totals totals) {
        int now = totals.ready() + totals.failed();
        if (now != concluded) {
            concluded = now;
            out.println("# " + String.join(", ", ProgressText.totals(totals)));
        }
    }

    @Override
    public void finished(SweepOutcome sweep) {
        out.println(ProgressText.sweep(sweep));
    }

    private void say(Trial trial, String what) {
        out.println(ProgressText.name(trial) + ": " + what);
    }
}
