package marginlab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import marginlab.plan.Trial;
import marginlab.store.Event;

/** Keeps what happens in a sweep. */
final class Heard implements Progress {
    final List<String> endings = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    final List<Integer> running = new ArrayList<>();
    private final Consumer<Event.Measured> onMeasured;

    Heard() {
        this(measured -> {});
    }

    Heard(Consumer<Event.Measured> onMeasured) {
        this.onMeasured = onMeasured;
    }

    @Override
    public void measured(Trial trial, Event.Measured measured) {
        onMeasured.accept(measured);
    }

    @Override
    public void ended(Trial trial, Event.Ended ended, boolean again) {
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
