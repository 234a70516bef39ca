package marginlab.report.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.NoiseFloor;

/**
 * The accuracy table of an experiment, the one model behind every output: rows are objectives in the paper's order, split
 * by the settings that vary, columns are verification sets.
 *
 * @param experiment its name
 * @param description one line or empty
 * @param factors names of the settings that vary between rows
 * @param columns a verification set each, and the figure that is shown of it
 * @param rows with a cell a column
 * @param average over the columns of one figure; absent where no two have the same
 * @param disputes of its trials that another machine found otherwise
 */
public record AccuracyTable(
        String experiment,
        String description,
        List<String> factors,
        List<ScoredColumn> columns,
        List<TableRow> rows,
        Optional<AverageColumn> average,
        List<String> disputes) {
    public AccuracyTable {
        factors = List.copyOf(factors);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        disputes = List.copyOf(disputes);
    }

    /** Names of the verification sets, one a column. */
    public List<String> sets() {
        return columns.stream().map(ScoredColumn::set).toList();
    }

    /** Whether every column is the accuracy on pairs, so that headings need not say it. */
    public boolean isOfAccuracies() {
        return columns.stream().allMatch(ScoredColumn::isAccuracy);
    }

    /** What stands over each column, the unit apart. */
    public List<String> titles() {
        return isOfAccuracies()
                ? sets()
                : columns.stream().map(ScoredColumn::title).toList();
    }

    /** What stands over each column, with the unit where they are not all alike. */
    public List<String> headings() {
        return isOfAccuracies()
                ? sets()
                : columns.stream().map(ScoredColumn::heading).toList();
    }

    public static AccuracyTable of(SweepResults sweep) {
        return new Tabulation(sweep, PublishedResults.shipped()).table();
    }

    /** Seeds that learnt nothing, one text each: {@code NS on lfw: seed 3 stands at chance (50.12 %)}. */
    public List<String> atChance() {
        return AtChance.of(this);
    }

    /** The columns, and the average as the last. */
    public List<ScoredColumn> withAverage() {
        return Stream.concat(columns.stream(), average.stream().map(AverageColumn::column))
                .toList();
    }

    /** The cells of a row, and the average as the last. */
    public List<Cell> cellsWithAverage(int row) {
        return Stream.concat(
                        rows.get(row).cells().stream(),
                        average.stream().map(column -> column.cells().get(row)))
                .toList();
    }

    /** Planned seeds without an accuracy, one text each: {@code NS on lfw: seed 3 diverged (loss is NaN ...)}. */
    public List<String> gaps() {
        return rows.stream().flatMap(row -> MissingCells.of(row).stream()).toList();
    }

    /** How far apart trainings with one seed came out in a column, over all rows; absent where nothing is repeated. */
    public Optional<NoiseFloor> noiseFloor(int column) {
        List<Double> differences = rows.stream()
                .flatMap(row -> row.cells().get(column).repeated().stream())
                .toList();
        return differences.isEmpty() ? Optional.empty() : Optional.of(new NoiseFloor(differences));
    }

    /** Whether the paper has figures for a column. */
    public boolean hasReference(int column) {
        return rows.stream()
                .anyMatch(row -> !row.cells().get(column).references().isEmpty());
    }
}
