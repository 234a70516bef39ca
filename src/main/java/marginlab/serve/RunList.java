package marginlab.serve;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import marginlab.problem.ProblemException;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.AtChance;
import marginlab.serve.RunOutlines.RunPage;
import marginlab.stats.Summary;
import marginlab.store.query.RunColumn;
import marginlab.store.query.RunColumns;
import marginlab.store.query.RunColumns.LastMetrics;
import marginlab.store.query.RunRecord;
import marginlab.store.query.SelectedRow;
import marginlab.store.query.SelectedRuns;
import marginlab.store.query.Selection;
import marginlab.store.query.SelectionWords;

/** The runs that a page asks for, by the same words as the command line's, some rows at a time. */
final class RunList {
    private static final List<String> USUAL_BEFORE = List.of("loss", "seed", "state");
    private static final List<String> USUAL_AFTER = List.of("experiment", "duration", "started", "tag", "id");
    private static final int USUAL_SETS = 4;
    private static final int KEPT = 16;
    /** Seeds of networks that others trained are none. */
    private static final Comparator<RunRecord> BY_SEED =
            Comparator.comparingLong(record -> record.run().trial().seed());

    private final LastMetrics metrics;
    private final Clock clock;
    private final Map<SelectionWords, SelectedRuns> made = new LastAsked<>(KEPT);
    private final Map<String, RunPiece> pieces = new LastAsked<>(KEPT);
    private long version = -1;
    private RunColumns columns;
    private List<String> sets = List.of();

    RunList(LastMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        columns = RunColumns.of(List.of(), metrics);
    }

    /**
     * Some rows of a table.
     *
     * @param all rows
     * @param runs in all rows
     * @param from the place of the first row here
     * @param group whether a row is several runs
     */
    record RunPiece(int all, int runs, int from, boolean group, List<RunHead> columns, List<ListedRun> rows) {}

    /**
     * @param kind of its values: {@code text}, {@code share}, {@code number}, {@code time}, {@code duration}
     * @param set whose headline figure it is; absent of others
     * @param figure its name; absent of others
     * @param better {@code lower} or {@code higher}; absent of others
     */
    record RunHead(String name, String kind, Optional<String> set, Optional<String> figure, Optional<String> better) {}

    /**
     * @param ids of its runs, at most as many as can be compared
     * @param cells a text, a number, or of a group (mean, sample standard deviation, count); null where there is nothing
     * @param chance names of the columns whose accuracy is no better than a guess
     */
    record ListedRun(
            List<String> ids,
            String loss,
            String seed,
            String state,
            String reason,
            List<Object> cells,
            List<String> chance) {}

    /** All that can be a column. */
    record ColumnNames(List<String> usual, List<String> all) {}

    /** @param with only the row that holds this run; empty for all rows */
    synchronized RunPiece piece(String query, String with, RunPage page, int from, int count) {
        refresh(page);
        String asked = from + " " + count + " " + query;
        RunPiece known = pieces.get(asked);
        if (known == null) {
            known = read(query, with, page, from, count);
            pieces.put(asked, known);
        }
        return known;
    }

    private RunPiece read(String query, String with, RunPage page, int from, int count) {
        SelectedRuns selected = selected(query, page);
        List<SelectedRow> rows = selected.rows().stream()
                .filter(row -> with.isEmpty()
                        || row.runs().stream().anyMatch(record -> record.id().equals(with)))
                .toList();
        int first = Math.min(from, rows.size());
        List<ListedRun> shown = rows.subList(first, Math.min(rows.size(), first + count)).stream()
                .map(row -> row(row, selected.columns()))
                .toList();
        boolean isGrouped = !rows.isEmpty() && rows.get(0).isGroup();
        return new RunPiece(
                rows.size(),
                selected.runs(),
                first,
                isGrouped,
                selected.columns().stream().map(column -> head(column, page)).toList(),
                shown);
    }

    /** The whole table, with a row for each run or group; fractions as they are. */
    String csv(String query, RunPage page) {
        SelectedRuns selected = selected(query, page);
        List<String> heads = new ArrayList<>();
        boolean isGrouped = !selected.rows().isEmpty() && selected.rows().get(0).isGroup();
        for (RunColumn column : selected.columns()) {
            heads.add(column.name());
            if (isGrouped && column.isFigure()) {
                heads.add(column.name() + " deviation");
                heads.add(column.name() + " n");
            }
        }
        CsvLines lines = new CsvLines();
        lines.add(heads);
        for (SelectedRow row : selected.rows()) {
            List<Object> fields = new ArrayList<>();
            for (RunColumn column : selected.columns()) {
                Object cell = cell(row, column);
                if (cell instanceof List<?> parts) {
                    fields.addAll(parts);
                } else {
                    fields.add(cell);
                    if (isGrouped && column.isFigure()) {
                        fields.add(null);
                        fields.add(null);
                    }
                }
            }
            lines.add(fields);
        }
        return lines.text();
    }

    synchronized ColumnNames names(RunPage page) {
        refresh(page);
        return new ColumnNames(usual(), columns.names());
    }

    private synchronized SelectedRuns selected(String query, RunPage page) {
        refresh(page);
        try {
            SelectionWords words = SelectionWords.ofQuery(query);
            SelectedRuns known = made.get(words);
            if (known == null) {
                known = Selection.of(words, columns, usual(), clock).apply(page.records());
                made.put(words, known);
            }
            return known;
        } catch (ProblemException e) {
            throw new RefusedRequest(400, e.getMessage());
        }
    }

    private void refresh(RunPage page) {
        if (page.version() != version) {
            made.clear();
            pieces.clear();
            columns = RunColumns.of(page.records(), metrics);
            sets = page.records().stream()
                    .flatMap(record -> record.run().outcomes().stream().map(ProtocolOutcome::set))
                    .distinct()
                    .sorted()
                    .filter(set -> page.records().stream().anyMatch(record -> isShown(record, set)))
                    .limit(USUAL_SETS)
                    .toList();
            version = page.version();
        }
    }

    /** Angles between centres are found on a set too, and are no column. */
    private static boolean isShown(RunRecord record, String set) {
        return record.run().outcomes().stream()
                        .anyMatch(outcome -> outcome.set().equals(set))
                && scored(record, set).value(record.run().outcomes()).isPresent();
    }

    private List<String> usual() {
        List<String> usual = new ArrayList<>(USUAL_BEFORE);
        usual.addAll(sets);
        usual.addAll(USUAL_AFTER);
        return usual;
    }

    private RunHead head(RunColumn column, RunPage page) {
        Optional<ScoredColumn> scored = !column.isFigure()
                ? Optional.empty()
                : page.records().stream()
                        .filter(record -> isShown(record, column.name()))
                        .findFirst()
                        .map(record -> scored(record, column.name()));
        return new RunHead(
                column.name(),
                column.kind().name().toLowerCase(Locale.ROOT),
                scored.map(ScoredColumn::set),
                scored.map(one -> one.metric().label()),
                scored.map(one -> one.better(1) < 0 ? "lower" : "higher"));
    }

    private static ScoredColumn scored(RunRecord record, String set) {
        return ScoredColumn.of(
                set, record.run().trial().settings().reading(set), record.run().outcomes());
    }

    private static ListedRun row(SelectedRow row, List<RunColumn> columns) {
        RunRecord first = row.runs().get(0);
        List<Object> cells = new ArrayList<>();
        List<String> chance = new ArrayList<>();
        for (RunColumn column : columns) {
            cells.add(cell(row, column));
            if (column.kind() == RunColumn.ColumnKind.SHARE
                    && row.runs().stream().anyMatch(record -> isAtChance(record, column))) {
                chance.add(column.name());
            }
        }
        return new ListedRun(
                row.runs().stream()
                        .sorted(BY_SEED)
                        .limit(LiveApi.COMPARED)
                        .map(RunRecord::id)
                        .toList(),
                first.run().trial().objective(),
                row.isGroup() ? "" : first.run().trial().seedText(),
                first.run().state().label(),
                first.run().reason(),
                cells,
                chance);
    }

    private static boolean isAtChance(RunRecord record, RunColumn column) {
        return column.number(record).filter(AtChance::is).isPresent()
                && scored(record, column.name()).isAccuracy()
                && record.run().outcomes().stream()
                        .anyMatch(outcome -> outcome.set().equals(column.name()));
    }

    private static Object cell(SelectedRow row, RunColumn column) {
        if (column.kind() == RunColumn.ColumnKind.TEXT) {
            return row.text(column, ZoneOffset.UTC);
        }
        Optional<Summary> summary = row.summary(column);
        if (summary.isEmpty()) {
            return null;
        }
        if (column.kind() == RunColumn.ColumnKind.TIME) {
            return summary.get().samples().stream().max(Double::compare).orElseThrow();
        }
        if (!row.isGroup()) {
            return summary.get().mean();
        }
        List<Number> parts = new ArrayList<>();
        parts.add(summary.get().mean());
        parts.add(
                summary.get().deviation().isPresent()
                        ? summary.get().deviation().getAsDouble()
                        : null);
        parts.add(summary.get().n());
        return parts;
    }
}
