package marginlab.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.report.format.TextColumns.Styled;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;

/** The accuracy table as aligned text for a terminal. */
public final class TerminalTable {
    private static final String BOLD = "\u001b[1m";
    private static final String UNDERLINE = "\u001b[4m";
    private static final String RESET = "\u001b[0m";
    private static final int LONGEST_NAME = 60;

    private TerminalTable() {}

    /** The table of a sweep; {@code colour} marks the best and the second of a column with escape codes. */
    public static String text(SweepResults sweep, boolean colour) {
        AccuracyTable table = AccuracyTable.of(sweep);
        List<List<Styled>> lines = new ArrayList<>();
        List<Styled> header = new ArrayList<>(List.of(styled("Objective")));
        table.factors().forEach(factor -> header.add(styled(factor)));
        table.headings().forEach(heading -> header.add(styled(name(heading))));
        lines.add(header);
        table.rows().forEach(row -> lines.add(entries(table, row, colour)));
        String rows = TextColumns.styled(lines, 1 + table.factors().size());
        return rows + "\n" + Legend.of(table).get(0) + "\n"
                + Stream.concat(table.disputes().stream(), table.gaps().stream())
                        .map(gap -> "  " + CellText.oneLine(gap) + "\n")
                        .collect(Collectors.joining());
    }

    private static List<Styled> entries(AccuracyTable table, TableRow row, boolean colour) {
        List<Styled> entries = new ArrayList<>();
        entries.add(styled(name(row.objective()) + (row.remark().isEmpty() ? "" : " (" + row.remark() + ")")));
        table.factors().forEach(factor -> entries.add(styled(name(row.factors().get(factor)))));
        row.cells().forEach(cell -> {
            String figure = cell.summary().map(s -> Percent.of(s, " ± ") + " ").orElse("");
            entries.add(new Styled(
                    figure + (cell.level() ? "≈ " : "") + CellText.count(cell),
                    colour ? style(cell.rank()) : UnaryOperator.identity()));
        });
        return entries;
    }

    private static Styled styled(String text) {
        return new Styled(text, UnaryOperator.identity());
    }

    private static UnaryOperator<String> style(Cell.Rank rank) {
        String code = rank == Cell.Rank.BEST ? BOLD : UNDERLINE;
        return rank == Cell.Rank.OTHER ? UnaryOperator.identity() : text -> code + text + RESET;
    }

    private static String name(String text) {
        String line = CellText.oneLine(text);
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }
}
