package marginlab.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import marginlab.serve.RunOutlines.RunPage;
import marginlab.store.record.Run;
import marginlab.store.record.StoreChanges.ExperimentChange;
import marginlab.store.record.TrialState;

/** The experiments with what became of their trials, the latest first; made once for all who ask of one moment. */
final class ExperimentList {
    private long version = -1;
    private List<ExperimentState> lines = List.of();

    /**
     * An experiment.
     *
     * @param state {@code running}, {@code failed} where a trial is, {@code done}, {@code unfinished}, or {@code planned}
     * @param planned its trials
     * @param counts of those that have started, by state
     * @param started when the last of them did; null where none has
     * @param seconds of all last attempts
     */
    record ExperimentState(
            String name, String state, int planned, Map<String, Integer> counts, Instant started, double seconds) {}

    synchronized List<ExperimentState> of(RunPage page) {
        if (page.version() != version) {
            Map<String, List<String>> members = new LinkedHashMap<>();
            page.said()
                    .experiments()
                    .forEach(
                            (id, names) -> names.forEach(name -> members.computeIfAbsent(name, key -> new ArrayList<>())
                                    .add(id)));
            lines = page.experiments().stream()
                    .map(ExperimentChange::name)
                    .map(name -> line(name, members.getOrDefault(name, List.of()), page))
                    .toList();
            version = page.version();
        }
        return lines;
    }

    private static ExperimentState line(String name, List<String> ids, RunPage page) {
        List<Run> runs = page.runs(ids);
        Map<String, Integer> counts = new TreeMap<>();
        runs.forEach(run -> counts.merge(run.state().label(), 1, Integer::sum));
        Instant started = runs.stream()
                .map(Run::started)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        double seconds = runs.stream().mapToDouble(Run::seconds).sum();
        return new ExperimentState(name, state(ids.size(), runs, counts), ids.size(), counts, started, seconds);
    }

    private static String state(int planned, List<Run> runs, Map<String, Integer> counts) {
        if (counts.containsKey(TrialState.RUNNING.label())) {
            return TrialState.RUNNING.label();
        }
        List<TrialState> broken = List.of(TrialState.FAILED, TrialState.CRASHED, TrialState.TIMED_OUT);
        if (runs.stream().anyMatch(run -> broken.contains(run.state()))) {
            return TrialState.FAILED.label();
        }
        if (runs.isEmpty()) {
            return TrialState.PLANNED.label();
        }
        // A loss that became infinite is a result.
        int results =
                counts.getOrDefault(TrialState.DONE.label(), 0) + counts.getOrDefault(TrialState.DIVERGED.label(), 0);
        return results == planned ? TrialState.DONE.label() : "unfinished";
    }
}
