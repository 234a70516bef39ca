package marginlab.store.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.Store;
import marginlab.store.record.Run;

/**
 * A run with what people said of it: all that it can be chosen by.
 *
 * @param run an outline is enough
 * @param experiments that it belongs to
 * @param tags its tags
 * @param note its note; empty when it has none
 */
public record RunRecord(Run run, List<String> experiments, List<String> tags, String note) {
    public RunRecord {
        experiments = List.copyOf(experiments);
        tags = List.copyOf(tags);
        Objects.requireNonNull(note);
    }

    public String id() {
        return run.trial().id();
    }

    /** Runs with what a store knows of them beside, in four statements however many they are. */
    public static List<RunRecord> of(Store store, Collection<Run> runs) {
        List<String> ids = runs.stream().map(run -> run.trial().id()).toList();
        return of(runs, store.experiments(ids), store.tags(ids), store.notes(ids));
    }

    /** The same where it is known already, by id. */
    public static List<RunRecord> of(
            Collection<Run> runs,
            Map<String, List<String>> experiments,
            Map<String, List<String>> tags,
            Map<String, String> notes) {
        return runs.stream()
                .map(run -> {
                    String id = run.trial().id();
                    return new RunRecord(
                            run,
                            experiments.getOrDefault(id, List.of()),
                            tags.getOrDefault(id, List.of()),
                            notes.getOrDefault(id, ""));
                })
                .toList();
    }

    /** The figure that a table shows of a verification set. */
    Optional<Double> headline(String set) {
        return column(set).value(run.outcomes());
    }

    /** A figure on a set: of the outcome that a table shows, or of the first other that has it. */
    Optional<Double> figure(String name, String set) {
        return Stream.concat(
                        column(set).outcome(run.outcomes()).stream(),
                        run.outcomes().stream().filter(outcome -> outcome.set().equals(set)))
                .map(outcome -> outcome.metrics().get(name))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The column of a set, as the run's experiment reads it. */
    ScoredColumn column(String set) {
        List<ProtocolOutcome> own = run.outcomes().stream()
                .filter(outcome -> outcome.set().equals(set))
                .toList();
        return ScoredColumn.of(set, run.trial().settings().reading(set), own);
    }
}
