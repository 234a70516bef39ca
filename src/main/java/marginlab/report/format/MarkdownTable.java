package marginlab.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.TableRow;

/** The table in GitHub's Markdown. */
public final class MarkdownTable {
    private final AccuracyTable table;

    private MarkdownTable(AccuracyTable table) {
        this.table = table;
    }

    public static String text(AccuracyTable table) {
        return new MarkdownTable(table).document();
    }

    private String document() {
        StringBuilder text = new StringBuilder("# " + escape(table.experiment()) + "\n\n");
        if (!table.description().isBlank()) {
            text.append(escape(table.description())).append("\n\n");
        }
        text.append(header());
        table.rows().forEach(row -> text.append(line(body(row))));
        text.append('\n').append(legend());
        if (!table.gaps().isEmpty()) {
            text.append("\nWithout a result:\n\n");
            table.gaps().forEach(gap -> text.append("- ").append(escape(gap)).append('\n'));
        }
        return text.toString();
    }

    private String header() {
        List<String> heads = new ArrayList<>(List.of("Objective"));
        List<String> rules = new ArrayList<>(List.of(":--"));
        table.factors().forEach(factor -> {
            heads.add(escape(factor));
            rules.add(":--");
        });
        for (int column = 0; column < table.sets().size(); column++) {
            heads.add(escape(table.headings().get(column)));
            rules.add("--:");
            if (table.hasReference(column)) {
                heads.addAll(List.of("paper", "ours - paper"));
                rules.addAll(List.of("--:", "--:"));
            }
        }
        return line(heads) + line(rules);
    }

    private List<String> body(TableRow row) {
        List<String> body = new ArrayList<>();
        body.add(escape(row.marked()));
        table.factors().forEach(factor -> body.add(escape(row.factors().get(factor))));
        for (int column = 0; column < row.cells().size(); column++) {
            Cell cell = row.cells().get(column);
            body.add(cell(cell));
            if (table.hasReference(column)) {
                body.add(PublishedReferences.figures(cell));
                body.add(PublishedReferences.differences(cell));
            }
        }
        return body;
    }

    private static String cell(Cell cell) {
        String figure = cell.summary()
                .map(s -> marked(Percent.of(s, " ± "), cell.rank()))
                .orElse("");
        String count = (cell.level() ? "≈ " : "") + CellText.count(cell);
        return (figure + " " + count).strip();
    }

    private static String marked(String figure, Cell.Rank rank) {
        if (rank == Cell.Rank.BEST) {
            return "**" + figure + "**";
        }
        return rank == Cell.Rank.SECOND ? "<ins>" + figure + "</ins>" : figure;
    }

    private String legend() {
        return Legend.of(table).stream().map(line -> escape(line) + "\n").collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Text that Markdown and the HTML in it leave alone. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        CellText.oneLine(text).codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '|', '*', '_', '`', '[', ']', '\\', '#', '~', '$' ->
                    escaped.append('\\').appendCodePoint(point);
                default -> escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
