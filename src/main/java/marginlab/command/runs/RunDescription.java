package marginlab.command.runs;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.query.RunColumn;
import marginlab.store.query.RunRecord;
import marginlab.store.query.SelectedRow;
import marginlab.store.query.SelectedRuns;
import marginlab.store.record.Run;

/**
 * A run as {@code --json} prints it.
 *
 * @param experiment names of those that it belongs to, with a comma between them
 * @param results figures of each protocol
 * @param columns those that were asked for, as a table has them
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
        Instant started,
        List<String> tags,
        String note,
        Optional<Map<String, String>> columns,
        Optional<String> reason,
        Optional<Integer> attempt,
        Optional<Map<String, String>> settings,
        Optional<Map<String, String>> fingerprints,
        Optional<Map<String, String>> provenance,
        Optional<Map<String, List<Double>>> folds) {
    /**
     * A row of several runs.
     *
     * @param columns as a table has them
     * @param figures of each column that is one: mean, standard deviation and count
     */
    record GroupDescription(List<String> runs, Map<String, String> columns, Map<String, GroupFigure> figures) {}

    /** A figure over runs; one run has no deviation. */
    record GroupFigure(double mean, Optional<Double> deviation, int n) {}

    /** Rows of a table: runs with the fields of a list, or groups of them. */
    static List<?> rows(SelectedRuns selected, boolean withColumns) {
        return selected.rows().stream()
                .map(row -> row.isGroup()
                        ? group(row, selected.columns())
                        : of(
                                row.runs().get(0),
                                Optional.empty(),
                                withColumns ? Optional.of(texts(row, selected.columns())) : Optional.empty()))
                .toList();
    }

    private static Map<String, String> texts(SelectedRow row, List<RunColumn> columns) {
        Map<String, String> texts = new LinkedHashMap<>();
        columns.forEach(column -> texts.put(column.name(), row.text(column, ZoneId.systemDefault())));
        return texts;
    }

    private static GroupDescription group(SelectedRow row, List<RunColumn> columns) {
        Map<String, GroupFigure> figures = new LinkedHashMap<>();
        columns.stream()
                .filter(RunColumn::isFigure)
                .forEach(column -> row.summary(column)
                        .ifPresent(all -> figures.put(
                                column.name(),
                                new GroupFigure(
                                        all.mean(),
                                        all.deviation().stream().boxed().findFirst(),
                                        all.n()))));
        return new GroupDescription(row.runs().stream().map(RunRecord::id).toList(), texts(row, columns), figures);
    }

    /** Everything that is known of a run. */
    static RunDescription full(RunRecord record) {
        return of(record, Optional.of(record.run()), Optional.empty());
    }

    private static RunDescription of(RunRecord record, Optional<Run> whole, Optional<Map<String, String>> columns) {
        Run run = record.run();
        Map<String, Map<String, Double>> results = new LinkedHashMap<>();
        Map<String, List<Double>> folds = new LinkedHashMap<>();
        protocols(run).forEach((name, outcome) -> {
            results.put(name, outcome.metrics());
            folds.put(name, outcome.folds());
        });
        return new RunDescription(
                run.trial().id(),
                String.join(", ", record.experiments()),
                run.trial().objective(),
                run.trial().seed(),
                run.trial().repeat(),
                run.state().label(),
                run.seconds(),
                results,
                run.started(),
                record.tags(),
                record.note(),
                columns,
                whole.map(Run::reason),
                whole.map(Run::attempt),
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
