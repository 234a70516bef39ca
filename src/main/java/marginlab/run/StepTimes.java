package marginlab.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import marginlab.store.record.TrialEvent;

/**
 * When each step of a run was measured, as its journal says; the same whenever it is asked. A step without a time, of an older
 * version or of a folder that is gone, is told from the start of its attempt: a millisecond a step.
 */
public final class StepTimes {
    private record Step(int attempt, long step) {}

    private final Map<Step, Instant> measured = new HashMap<>();
    private final Map<Integer, Instant> started = new HashMap<>();
    private final Instant otherwise;

    private StepTimes(Instant otherwise) {
        this.otherwise = otherwise;
    }

    /**
     * The times of a run folder, which need not be there.
     *
     * @param otherwise the start of an attempt that no journal tells of
     */
    public static StepTimes of(Path folder, Instant otherwise) throws IOException {
        StepTimes times = new StepTimes(otherwise);
        for (TrialEvent event :
                JournalTail.whole(new RunFolder(folder).journal()).events()) {
            if (event instanceof TrialEvent.Started start) {
                times.started.putIfAbsent(start.attempt(), start.at());
            } else if (event instanceof TrialEvent.Measured figures && figures.at() != null) {
                times.measured.putIfAbsent(new Step(figures.attempt(), figures.step()), figures.at());
            }
        }
        return times;
    }

    /** The moment at which a step of an attempt was measured first. */
    public Instant at(int attempt, long step) {
        Instant known = measured.get(new Step(attempt, step));
        return known != null ? known : started.getOrDefault(attempt, otherwise).plusMillis(step);
    }
}
