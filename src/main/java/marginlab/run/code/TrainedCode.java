package marginlab.run.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * Which results were trained by other code than that of this process.
 *
 * @param differing the parts of the code that differ, by the ids of runs of other code
 * @param unknown ids of runs that do not say which code trained them: they were made before that was kept
 */
public record TrainedCode(Map<String, List<String>> differing, List<String> unknown) {
    public TrainedCode {
        differing = Map.copyOf(differing);
        unknown = List.copyOf(unknown);
    }

    /** Of those of some runs that have a result. */
    public static TrainedCode of(Collection<Run> runs) {
        return of(runs, TrainingCode.here());
    }

    static TrainedCode of(Collection<Run> runs, TrainingCode here) {
        Map<String, List<String>> differing = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (Run run : runs) {
            if (run.state() == TrialState.DONE || run.state() == TrialState.DIVERGED) {
                Optional<List<String>> differences = differences(run, here);
                if (differences.isEmpty()) {
                    unknown.add(run.trial().id());
                } else if (!differences.get().isEmpty()) {
                    differing.put(run.trial().id(), differences.get());
                }
            }
        }
        return new TrainedCode(differing, unknown);
    }

    /** The parts of a run's code that are not this process's; empty where the run does not say. */
    private static Optional<List<String>> differences(Run run, TrainingCode here) {
        return Optional.ofNullable(run.provenance().get(TrainingCode.FACT))
                .map(text -> TrainingCode.parse(text).differences(here));
    }

    /** Whether a run says that other code trained it. */
    public static boolean isOther(Run run) {
        return differences(run, TrainingCode.here())
                .filter(parts -> !parts.isEmpty())
                .isPresent();
    }

    /** {@code other code: loss, train}, {@code unknown code}; empty for this code's. */
    public Optional<String> label(String id) {
        return differing.containsKey(id)
                ? Optional.of("other code: " + String.join(", ", differing.get(id)))
                : unknown.contains(id) ? Optional.of("unknown code") : Optional.empty();
    }

    /** A line for each kind that there is. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!differing.isEmpty()) {
            TreeSet<String> parts = new TreeSet<>();
            differing.values().forEach(parts::addAll);
            lines.add(counted(differing.size()) + " trained by other code (" + String.join(", ", parts)
                    + " changed since)");
        }
        if (!unknown.isEmpty()) {
            lines.add(counted(unknown.size()) + " trained by unknown code, before marginlab kept track of it");
        }
        return lines;
    }

    private static String counted(int results) {
        return results + (results == 1 ? " result was" : " results were");
    }
}
