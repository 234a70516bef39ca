package marginlab.report.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import marginlab.protocol.ScoredColumn;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.TableRow;
import marginlab.stats.Interval;
import marginlab.stats.Summary;

/**
 * Columns and rows as JSON; rates are fractions, an absent figure is an absent key.
 *
 * @param columns what each column shows; absent where all are the accuracy on pairs
 * @param planned trials of the experiment; absent where nobody asks how far it is
 * @param started those of them that were started
 */
public record TableJson(
        String experiment,
        List<String> sets,
        Optional<List<ColumnJson>> columns,
        List<RowJson> rows,
        Optional<Integer> planned,
        Optional<Integer> started) {

    record ColumnJson(String set, String protocol, String figure, String title, String better) {
        private static ColumnJson of(ScoredColumn column) {
            return new ColumnJson(
                    column.set(),
                    column.protocol().label(),
                    column.metric().name(),
                    column.title(),
                    column.better(1) < 0 ? "lower" : "higher");
        }
    }

    /**
     * @param trained false of a network that others trained; absent of all others
     * @param average over the columns of one figure; absent where no two have the same
     */
    record RowJson(
            String objective,
            Map<String, String> settings,
            boolean baseline,
            Optional<Boolean> trained,
            List<CellJson> cells,
            Optional<CellJson> average) {
        private static RowJson of(AccuracyTable table, int at, boolean samples) {
            TableRow row = table.rows().get(at);
            return new RowJson(
                    row.objective(),
                    row.factors(),
                    row.baseline(),
                    row.isTrained() ? Optional.empty() : Optional.of(false),
                    row.cells().stream().map(cell -> CellJson.of(cell, samples)).toList(),
                    table.average().map(average -> CellJson.of(average.cells().get(at), samples)));
        }
    }

    /** @param samples the figure of each seed */
    record CellJson(
            String set,
            String epoch,
            int planned,
            int n,
            Optional<Double> mean,
            OptionalDouble deviation,
            Optional<List<Double>> interval95,
            Optional<List<SampleJson>> samples,
            List<MissingSeedJson> gaps,
            String rank,
            boolean level,
            List<Cell.Reference> published) {
        private static CellJson of(Cell cell, boolean samples) {
            Optional<Summary> summary = cell.summary();
            return new CellJson(
                    cell.set(),
                    cell.epoch(),
                    cell.planned(),
                    cell.samples().size(),
                    summary.map(Summary::mean),
                    summary.map(Summary::deviation).orElse(OptionalDouble.empty()),
                    summary.flatMap(one -> one.interval(Interval.CONFIDENCE)).map(Interval::ends),
                    samples ? Optional.of(samples(cell)) : Optional.empty(),
                    cell.gaps().stream()
                            .map(gap -> new MissingSeedJson(
                                    gap.seed(), gap.trial(), gap.state().label(), gap.reason()))
                            .toList(),
                    cell.rank().name().toLowerCase(Locale.ROOT),
                    cell.level(),
                    cell.references());
        }

        private static List<SampleJson> samples(Cell cell) {
            return cell.samples().stream()
                    .map(one ->
                            new SampleJson(one.seed(), one.trial(), one.accuracy(), Optional.ofNullable(one.epoch())))
                    .toList();
        }
    }

    record SampleJson(long seed, String trial, double accuracy, Optional<Integer> epoch) {}

    record MissingSeedJson(long seed, String trial, String state, String reason) {}

    /** How much the same seed, trained again, changes a column. */
    record Floor(String set, int n, double largest, double mean, double deviation) {}

    /** Columns and rows alone; of a cell its mean and spread, but not the figure of each seed. */
    public static TableJson of(AccuracyTable table) {
        return new TableJson(
                table.experiment(),
                table.sets(),
                columns(table),
                rows(table, false),
                Optional.empty(),
                Optional.empty());
    }

    /** The same table of an experiment that is at work. */
    public TableJson of(int trials, int begun) {
        return new TableJson(experiment, sets, columns, rows, Optional.of(trials), Optional.of(begun));
    }

    static Optional<List<ColumnJson>> columns(AccuracyTable table) {
        return table.isOfAccuracies()
                ? Optional.empty()
                : Optional.of(table.columns().stream().map(ColumnJson::of).toList());
    }

    static List<RowJson> rows(AccuracyTable table, boolean samples) {
        return IntStream.range(0, table.rows().size())
                .mapToObj(row -> RowJson.of(table, row, samples))
                .toList();
    }

    static Optional<List<Floor>> noiseFloor(AccuracyTable table) {
        List<Floor> floors = IntStream.range(0, table.sets().size())
                .boxed()
                .flatMap(column -> table
                        .noiseFloor(column)
                        .map(floor -> new Floor(
                                table.sets().get(column), floor.n(), floor.largest(), floor.mean(), floor.deviation()))
                        .stream())
                .toList();
        return floors.isEmpty() ? Optional.empty() : Optional.of(floors);
    }
}
