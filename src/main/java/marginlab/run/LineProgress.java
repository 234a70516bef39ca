package marginlab.run;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.store.Event;
import marginlab.verify.Outcome;

/** Progress as one line an event, for files and pipes. */
public final class LineProgress implements Progress {
    private final PrintStream out;
    private final Map<String, Integer> epochs = new HashMap<>();
    private int concluded = -1;

    public LineProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void started(Trial trial, int attempt) {
        epochs.remove(trial.id());
        say(trial, attempt == 1 ? "started" : "started, attempt " + attempt);
    }

    /** Only the first of each epoch: a file wants no more. */
    @Override
    public void measured(Trial trial, Event.Measured measured) {
        Integer before = epochs.put(trial.id(), measured.epoch());
        if (before == null || before != measured.epoch()) {
            say(trial, ProgressText.figures(trial, measured));
        }
    }

    @Override
    public void scored(Trial trial, Outcome outcome) {
        say(trial, ProgressText.outcome(outcome));
    }

    @Override
    public void ended(Trial trial, Event.Ended ended, boolean again) {
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
            out.println("# " + ProgressText.totals(totals));
        }
    }

    @Override
    public void finished(Sweep sweep) {
        out.println(ProgressText.sweep(sweep));
    }

    private void say(Trial trial, String what) {
        out.println(ProgressText.name(trial) + ": " + what);
    }
}
