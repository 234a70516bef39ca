package marginlab.command.runs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Run;

/**
 * A run as {@code --json} prints it.
 *
 * @param results figures of each protocol
 * @param reason this and what follows are absent in a list
 */
record RunDescription(
        String id,
        String experiment,
        String objective,
        long seed,
        int repeat,
        String state,
        double seconds,
        Map<String, Map<String, Double>> results,
        Optional<String> reason,
        Optional<Integer> attempt,
        Optional<Instant> started,
        Optional<Map<String, String>> settings,
        Optional<Map<String, String>> fingerprints,
        Optional<Map<String, String>> provenance,
        Optional<Map<String, List<Double>>> folds) {
    /** The fields that a list shows. */
    static RunDescription brief(Run run, List<String> experiments) {
        return of(run, experiments, Optional.empty());
    }

    /** Everything that is known of a run. */
    static RunDescription full(Run run, List<String> experiments) {
        return of(run, experiments, Optional.of(run));
    }

    private static RunDescription of(Run run, List<String> experiments, Optional<Run> whole) {
        Map<String, Map<String, Double>> results = new LinkedHashMap<>();
        Map<String, List<Double>> folds = new LinkedHashMap<>();
        protocols(run).forEach((name, outcome) -> {
            results.put(name, outcome.metrics());
            folds.put(name, outcome.folds());
        });
        return new RunDescription(
                run.trial().id(),
                String.join(", ", experiments),
                run.trial().objective(),
                run.trial().seed(),
                run.trial().repeat(),
                run.state().label(),
                run.seconds(),
                results,
                whole.map(Run::reason),
                whole.map(Run::attempt),
                whole.map(Run::started),
                whole.map(one -> one.trial().settings().flat()),
                whole.map(one -> one.trial().fingerprints()),
                whole.map(Run::provenance),
                whole.map(one -> folds));
    }

    /** What a set's column is about has the name of the set alone, other outcomes on the same set are named with it. */
    private static Map<String, ProtocolOutcome> protocols(Run run) {
        List<ProtocolOutcome> main = run.outcomes().stream()
                .map(ProtocolOutcome::set)
                .distinct()
                .map(set -> ScoredColumn.of(set, run.trial().settings().reading(set), run.outcomes()))
                .flatMap(column -> column.outcome(run.outcomes()).stream())
                .toList();
        Map<String, ProtocolOutcome> protocols = new LinkedHashMap<>();
        Stream.concat(main.stream(), run.outcomes().stream().filter(outcome -> !main.contains(outcome)))
                .forEach(outcome -> protocols.put(
                        protocols.containsKey(outcome.set()) ? outcome.set() + " " + outcome.variant() : outcome.set(),
                        outcome));
        return protocols;
    }
}
