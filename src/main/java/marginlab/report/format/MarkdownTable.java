package marginlab.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.Findings;
import marginlab.report.table.ImportedRow;
import marginlab.report.table.TableRow;

/** The table in GitHub's Markdown. */
public final class MarkdownTable {
    private final AccuracyTable table;
    private final VerdictMarks marks;
    private final List<String> verdicts;
    private final List<ImportedRow> imported;

    private MarkdownTable(Findings findings) {
        this.table = findings.table();
        this.marks = new VerdictMarks(findings);
        this.verdicts = VerdictText.untimed(findings);
        this.imported = findings.imported();
    }

    public static String text(Findings findings) {
        return new MarkdownTable(findings).document();
    }

    private String document() {
        StringBuilder text = new StringBuilder("# " + escape(table.experiment()) + "\n\n");
        if (!table.description().isBlank()) {
            text.append(escape(table.description())).append("\n\n");
        }
        verdicts.forEach(sentence -> text.append("- ").append(escape(sentence)).append('\n'));
        text.append('\n').append(header());
        for (int row = 0; row < table.rows().size(); row++) {
            text.append(line(body(row)));
        }
        text.append('\n');
        if (!marks.legend().isEmpty()) {
            text.append(escape(marks.legend())).append("\n\n");
        }
        text.append(legend());
        text.append(imported());
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
        table.average().ifPresent(average -> {
            heads.add(escape(average.heading()));
            rules.add("--:");
        });
        return line(heads) + line(rules);
    }

    /** Figures of others as a table of their own; empty where none were entered. */
    private String imported() {
        if (imported.isEmpty()) {
            return "";
        }
        List<String> heads = new ArrayList<>(List.of("Method"));
        table.headings().forEach(heading -> heads.add(escape(heading)));
        heads.add("Source");
        List<String> rules = new ArrayList<>(List.of(":--"));
        table.sets().forEach(set -> rules.add("--:"));
        rules.add(":--");
        StringBuilder text = new StringBuilder("\n" + ImportedRow.TITLE + ":\n\n" + line(heads) + line(rules));
        for (ImportedRow row : imported) {
            List<String> cells = new ArrayList<>(List.of(escape(row.method())));
            row.figures().forEach(figure -> cells.add(Percent.imported(figure)));
            cells.add(escape(row.source()));
            text.append(line(cells));
        }
        return text.toString();
    }

    private List<String> body(int at) {
        TableRow row = table.rows().get(at);
        List<String> body = new ArrayList<>();
        body.add(escape(row.marked()));
        table.factors().forEach(factor -> body.add(escape(row.factors().get(factor))));
        for (int column = 0; column < row.cells().size(); column++) {
            Cell cell = row.cells().get(column);
            body.add(cell(row, cell));
            if (table.hasReference(column)) {
                body.add(PublishedReferences.figures(cell));
                body.add(PublishedReferences.differences(cell));
            }
        }
        table.average().ifPresent(average -> body.add(cell(row, average.cells().get(at))));
        return body;
    }

    private String cell(TableRow row, Cell cell) {
        String figure = cell.summary()
                .map(s -> marked(Percent.of(s, " ± "), cell.rank()))
                .orElse("");
        String mark = marks.of(row, cell.set());
        String count = (mark.isEmpty() ? "" : mark + " ") + (cell.level() ? "≈ " : "") + CellText.count(cell);
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
