package marginlab.run.coordinate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import marginlab.plan.Trial;
import marginlab.run.SweepListener;
import marginlab.store.record.TrialEvent;

/** Keeps what happens in a sweep. */
public final class HeardSweep implements SweepListener {
    public final List<String> endings = new ArrayList<>();
    public final List<String> said = new ArrayList<>();
    final List<Integer> running = new ArrayList<>();
    private final Consumer<TrialEvent.Measured> onMeasured;

    public HeardSweep() {
        this(measured -> {});
    }

    public HeardSweep(Consumer<TrialEvent.Measured> onMeasured) {
        this.onMeasured = onMeasured;
    }

    @Override
    public void measured(Trial trial, TrialEvent.Measured measured) {
        onMeasured.accept(measured);
    }

    @Override
    public void ended(Trial trial, TrialEvent.Ended ended, boolean again) {
        endings.add(trial.objective() + " " + ended.state().label() + (again ? ", again" : "") + ": " + ended.reason());
    }

    @Override
    public void said(String line) {
        said.add(line);
    }

    @Override
    public void totals(Totals totals) {
        running.add(totals.running());
    }
}
