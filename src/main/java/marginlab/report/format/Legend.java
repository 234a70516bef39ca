package marginlab.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.protocol.ScoredColumn;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.PublishedResults;

/** What the figures of a table are, under every table. */
public final class Legend {
    private Legend() {}

    public static List<String> of(AccuracyTable table) {
        List<String> lines = new ArrayList<>();
        lines.add((table.isOfAccuracies() ? "Accuracy in percent at the " : "Figures of the columns in percent at the ")
                + epochs(table)
                + ": mean ± sample standard deviation over seeds (number of seeds)."
                + " The best of a column is bold, the second underlined, by the figures as printed.");
        if (table.rows().stream().anyMatch(row -> !row.isTrained())) {
            lines.add("Not trained here: a network that others trained, as its file is; it has no seeds, and no part in"
                    + " what is bold.");
        }
        lines.addAll(table.disputes());
        lines.addAll(table.atChance());
        chosen(table).ifPresent(lines::add);
        level(table).ifPresent(lines::add);
        errors(table).ifPresent(lines::add);
        Set<String> differences = new TreeSet<>();
        table.rows()
                .forEach(row -> row.cells()
                        .forEach(cell ->
                                cell.references().forEach(reference -> differences.addAll(reference.differences()))));
        boolean referenced = table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .anyMatch(cell -> !cell.references().isEmpty());
        if (referenced) {
            lines.add("Paper: " + PublishedResults.shipped().source() + ", "
                    + PublishedResults.shipped().table() + ".");
        }
        if (!differences.isEmpty()) {
            lines.add("* Another setting, shown for orientation only: "
                    + differences.stream().collect(Collectors.joining("; ")) + ".");
        }
        noiseFloor(table).ifPresent(lines::add);
        lines.add("The limited number of pairs adds uncertainty that seeds do not show:"
                + " a higher mean alone does not make a better loss.");
        return lines;
    }

    /** What the sign at some cells means, where there are such cells. */
    static Optional<String> level(AccuracyTable table) {
        return table.rows().stream().flatMap(row -> row.cells().stream()).anyMatch(Cell::level)
                ? Optional.of(
                        "≈ the best of its column, or not worse beyond the noise between seeds"
                                + " (t-tests of all pairs of rows, paired by seed, 5 %, Holm); with few seeds, almost every row qualifies.")
                : Optional.empty();
    }

    /** Which columns count errors, of which fewer are better. */
    private static Optional<String> errors(AccuracyTable table) {
        List<String> errors = table.columns().stream()
                .filter(column -> column.better(1) < 0)
                .map(ScoredColumn::title)
                .toList();
        return errors.isEmpty() ? Optional.empty() : Optional.of("Less is better: " + String.join(", ", errors) + ".");
    }

    /** {@code last epoch}, or where a cell is of another one, {@code last epoch, or the best epoch on lfw where ...}. */
    private static String epochs(AccuracyTable table) {
        Set<String> best =
                cells(table).filter(Cell::ofBestEpoch).map(Cell::epoch).collect(Collectors.toCollection(TreeSet::new));
        if (best.isEmpty()) {
            return "last epoch";
        }
        String named = String.join(", or the ", best);
        return cells(table).allMatch(Cell::ofBestEpoch)
                ? named
                : "last epoch, or the " + named + " where a cell says so";
    }

    /** A figure of the set that chose the epoch is too good by what the choice gained. */
    private static Optional<String> chosen(AccuracyTable table) {
        return cells(table)
                .filter(cell -> cell.epoch().equals("best epoch on " + cell.set()))
                .findFirst()
                .map(cell -> "The epoch was chosen by the accuracy on " + cell.set()
                        + " itself: that column is optimistic, the others are not.");
    }

    /** What repeats of a seed say, one figure a set. */
    private static Optional<String> noiseFloor(AccuracyTable table) {
        List<String> sets = new ArrayList<>();
        for (int column = 0; column < table.sets().size(); column++) {
            String set = table.sets().get(column);
            table.noiseFloor(column)
                    .ifPresent(floor -> sets.add(set + " " + Percent.of(floor.largest()) + " (" + floor.n()
                            + (floor.n() == 1 ? " repeat)" : " repeats)")));
        }
        return sets.isEmpty()
                ? Optional.empty()
                : Optional.of("Noise floor, the largest difference in points when a seed was trained again: "
                        + String.join(", ", sets) + ".");
    }

    private static Stream<Cell> cells(AccuracyTable table) {
        return table.rows().stream().flatMap(row -> row.cells().stream());
    }
}
