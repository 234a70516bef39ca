package marginlab.run.coordinate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import marginlab.plan.Trial;
import marginlab.run.TrialAttempt;
import marginlab.store.Store;
import marginlab.store.record.CostProfile;

/** How long trials will take, from how long like trials took. */
public final class TimeForecast {
    private final Store store;
    private final Map<String, List<Double>> known = new HashMap<>();
    private final Map<String, List<Double>> byTrial = new HashMap<>();

    public TimeForecast(Store store) {
        this.store = store;
    }

    /** The median of like trials that are done; empty where there is none. */
    public OptionalDouble seconds(Trial trial) {
        List<Double> durations = durations(trial);
        return durations.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(durations.get(durations.size() / 2));
    }

    /** The time that trials need one after the other; empty where any of them is like none that is done. */
    public OptionalDouble seconds(Collection<Trial> trials) {
        double sum = 0;
        for (Trial trial : trials) {
            OptionalDouble one = seconds(trial);
            if (one.isEmpty()) {
                return one;
            }
            sum += one.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    /** Learns from a trial that has just been done. */
    void add(Trial trial, double seconds) {
        List<Double> durations = durations(trial);
        durations.add(seconds);
        durations.sort(null);
    }

    Optional<Duration> left(Collection<Trial> waiting, Collection<TrialAttempt> running, int jobs) {
        OptionalDouble rest = seconds(waiting);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        double sum = rest.getAsDouble();
        for (TrialAttempt attempt : running) {
            OptionalDouble whole = seconds(attempt.trial());
            if (whole.isEmpty()) {
                return Optional.empty();
            }
            sum += Math.max(0, whole.getAsDouble() - attempt.seconds());
        }
        return Optional.of(Duration.ofSeconds(Math.round(sum / jobs)));
    }

    private List<Double> durations(Trial trial) {
        return byTrial.computeIfAbsent(
                trial.id(),
                id -> known.computeIfAbsent(
                        CostProfile.of(trial), likeness -> new ArrayList<>(store.durations(trial))));
    }
}
