package marginlab.pipeline;

import java.util.Optional;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.store.record.TrialEvent;

/** Hears several sweeps as one: counts go on from round to round, and only the last is over. */
final class RoundsListener implements SweepListener {
    private final SweepListener listener;
    private int trialsBefore;
    private SweepOutcome all = new SweepOutcome(0, 0, 0, 0, Optional.empty(), Optional.empty());

    RoundsListener(SweepListener listener) {
        this.listener = listener;
    }

    /** Takes the outcome of a round of so many trials, of which none is in another round. */
    void add(SweepOutcome round, int trials) {
        trialsBefore += trials;
        all = new SweepOutcome(
                all.done() + round.done(),
                all.failed() + round.failed(),
                all.skipped() + round.skipped(),
                all.left() + round.left(),
                round.stopped(),
                round.signal());
    }

    /** Says that the last round is over. */
    SweepOutcome close() {
        listener.finished(all);
        return all;
    }

    @Override
    public void started(Trial trial, int attempt) {
        listener.started(trial, attempt);
    }

    @Override
    public void measured(Trial trial, TrialEvent.Measured measured) {
        listener.measured(trial, measured);
    }

    @Override
    public void scored(Trial trial, ProtocolOutcome outcome) {
        listener.scored(trial, outcome);
    }

    @Override
    public void ended(Trial trial, TrialEvent.Ended ended, boolean again) {
        listener.ended(trial, ended, again);
    }

    @Override
    public void said(String line) {
        listener.said(line);
    }

    @Override
    public void totals(Totals totals) {
        listener.totals(new Totals(
                trialsBefore + totals.trials(),
                all.done() + all.skipped() + totals.ready(),
                all.failed() + totals.failed(),
                totals.running(),
                totals.left()));
    }
}
