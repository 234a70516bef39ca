package marginlab.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The accuracy table as aligned text for a terminal. */
public final class TerminalTable {
    private static final String BOLD = "\u001b[1m";
    private static final String UNDERLINE = "\u001b[4m";
    private static final String RESET = "\u001b[0m";
    private static final int LONGEST_NAME = 60;

    private TerminalTable() {}

    /** The table of a sweep; {@code colour} marks the best and the second of a column with escape codes. */
    public static String text(Sweep sweep, boolean colour) {
        Table table = Table.of(sweep);
        List<List<Entry>> lines = new ArrayList<>();
        List<Entry> header = new ArrayList<>(List.of(new Entry("Objective", "")));
        table.factors().forEach(factor -> header.add(new Entry(factor, "")));
        table.sets().forEach(set -> header.add(new Entry(name(set), "")));
        lines.add(header);
        table.rows().forEach(row -> lines.add(entries(table, row, colour)));
        String rows = aligned(lines, 1 + table.factors().size());
        return rows + "\n" + Legend.of(table).get(0) + "\n"
                + table.gaps().stream()
                        .map(gap -> "  " + CellText.oneLine(gap) + "\n")
                        .collect(Collectors.joining());
    }

    /** A text, and the escape code that it is printed with. */
    private record Entry(String text, String style) {
        String padded(int width, boolean left) {
            String space = " ".repeat(width - text.codePointCount(0, text.length()));
            String styled = style.isEmpty() ? text : style + text + RESET;
            return left ? styled + space : space + styled;
        }
    }

    private static List<Entry> entries(Table table, Row row, boolean colour) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(name(row.objective()) + (row.baseline() ? " (baseline)" : ""), ""));
        table.factors()
                .forEach(factor -> entries.add(new Entry(name(row.factors().get(factor)), "")));
        row.cells().forEach(cell -> {
            String figure = cell.summary().map(s -> Percent.of(s, " ± ") + " ").orElse("");
            entries.add(new Entry(figure + CellText.count(cell), colour ? style(cell.rank()) : ""));
        });
        return entries;
    }

    private static String style(Cell.Rank rank) {
        if (rank == Cell.Rank.BEST) {
            return BOLD;
        }
        return rank == Cell.Rank.SECOND ? UNDERLINE : "";
    }

    private static String aligned(List<List<Entry>> lines, int names) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(lines.get(0).size(), 0));
        lines.forEach(line -> {
            for (int i = 0; i < line.size(); i++) {
                String text = line.get(i).text();
                widths.set(i, Math.max(widths.get(i), text.codePointCount(0, text.length())));
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<Entry> line : lines) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < line.size(); i++) {
                cells.add(line.get(i).padded(widths.get(i), i < names));
            }
            text.append(String.join("  ", cells).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String name(String text) {
        String line = CellText.oneLine(text);
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }
}
