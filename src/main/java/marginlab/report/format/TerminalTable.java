package marginlab.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.progress.DisplayWidth;
import marginlab.report.format.TextColumns.Styled;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.Findings;
import marginlab.report.table.ImportedRow;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;

/** The accuracy table as aligned text for a terminal. */
public final class TerminalTable {
    private static final String BOLD = "\u001b[1m";
    private static final String UNDERLINE = "\u001b[4m";
    private static final String RESET = "\u001b[0m";
    private static final int LONGEST_NAME = 60;

    private TerminalTable() {}

    /**
     * The verdicts of a sweep in words, its table, and the verdicts once more in a line; {@code colour} marks the best and the
     * second of a column with escape codes.
     *
     * @param width of the terminal, which lines are made to fit; not positive where there is none
     */
    public static String text(SweepResults sweep, boolean colour, int width) {
        Findings findings = Findings.of(sweep);
        VerdictMarks marks = new VerdictMarks(findings);
        AccuracyTable table = findings.table();
        List<List<Styled>> lines = new ArrayList<>();
        List<Styled> header = new ArrayList<>(List.of(styled("Objective")));
        table.factors().forEach(factor -> header.add(styled(factor)));
        table.headings().forEach(heading -> header.add(styled(name(heading))));
        table.average().ifPresent(average -> header.add(styled(name(average.heading()))));
        lines.add(header);
        for (int row = 0; row < table.rows().size(); row++) {
            lines.add(entries(table, row, marks, colour));
        }
        String rows = TextColumns.styled(
                lines, 1 + table.factors().size(), 1 + table.factors().size(), width);
        return sentences(findings, width) + "\n" + rows + "\n"
                + line(Legend.of(table).get(0), width)
                + Legend.level(table).map(level -> line(level, width)).orElse("")
                + (marks.legend().isEmpty() ? "" : line(marks.legend(), width))
                + Stream.of(table.disputes(), table.atChance(), table.gaps())
                        .flatMap(List::stream)
                        .map(gap -> line("  " + CellText.oneLine(gap), width))
                        .collect(Collectors.joining())
                + imported(findings, width)
                + "\n" + line(VerdictText.shortly(findings), width);
    }

    /**
     * What was found, a paragraph each.
     *
     * @param width as in {@link #text}
     */
    public static String sentences(Findings findings, int width) {
        return VerdictText.of(findings).stream()
                .map(sentence -> line(sentence, width))
                .collect(Collectors.joining());
    }

    /** Figures of others, which have a table of their own. */
    private static String imported(Findings findings, int width) {
        List<ImportedRow> rows = findings.imported();
        if (rows.isEmpty()) {
            return "";
        }
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("Method", "Source"));
        findings.table().headings().forEach(heading -> header.add(name(heading)));
        lines.add(header);
        for (ImportedRow row : rows) {
            List<String> cells = new ArrayList<>(List.of(name(row.method()), name(row.source())));
            row.figures().forEach(figure -> cells.add(Percent.imported(figure)));
            lines.add(cells);
        }
        return "\n" + ImportedRow.TITLE + "\n" + TextColumns.of(lines, 2, 1, width);
    }

    private static String line(String text, int width) {
        String indent = text.startsWith("  ") ? "  " : "";
        String line = indent + CellText.oneLine(text).strip();
        return String.join("\n", DisplayWidth.wrapped(line, width)) + "\n";
    }

    private static List<Styled> entries(AccuracyTable table, int at, VerdictMarks marks, boolean colour) {
        TableRow row = table.rows().get(at);
        List<Styled> entries = new ArrayList<>();
        entries.add(styled(name(row.objective()) + (row.remark().isEmpty() ? "" : " (" + row.remark() + ")")));
        table.factors().forEach(factor -> entries.add(styled(name(row.factors().get(factor)))));
        table.cellsWithAverage(at).forEach(cell -> {
            String mark = marks.of(row, cell.set());
            String figure = cell.summary().map(s -> Percent.of(s, " ± ") + " ").orElse("");
            entries.add(new Styled(
                    figure + (mark.isEmpty() ? "" : mark + " ") + (cell.level() ? "≈ " : "") + CellText.count(cell),
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
