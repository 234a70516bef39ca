package marginlab.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.Findings;
import marginlab.report.table.ImportedRow;
import marginlab.report.table.TableRow;

/** The table in LaTeX with the packages {@code booktabs} and {@code graphicx}. */
public final class LatexTable {
    /** Code points of a name; TeX has no box wider than 5.7 metres. */
    private static final int LONGEST = 200;

    private final AccuracyTable table;
    private final VerdictMarks marks;
    private final List<String> rounds;
    private final List<ImportedRow> imported;

    private LatexTable(Findings findings) {
        this.rounds = RoundsText.sentences(findings.rounds());
        this.table = findings.table();
        this.marks = new VerdictMarks(findings);
        this.imported = findings.imported();
    }

    public static String text(Findings findings) {
        return new LatexTable(findings).document();
    }

    private String document() {
        StringBuilder text = new StringBuilder();
        text.append("% \\usepackage{booktabs,graphicx}\n\\begin{table}\n\\centering\n");
        text.append(
                        table.isOfAccuracies()
                                ? "\\caption{Verification accuracy, experiment "
                                : "\\caption{Results, experiment ")
                .append(cut(table.experiment()))
                .append(marks.legend().isEmpty() ? "" : ". " + escape(marks.legend()))
                .append("}\n");
        // Wider than the page it shrinks, narrower it stays as it is.
        text.append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n");
        text.append("\\begin{tabular}{").append(columns()).append("}\n\\toprule\n");
        text.append(line(header())).append("\\midrule\n");
        for (int row = 0; row < table.rows().size(); row++) {
            text.append(line(body(row)));
        }
        text.append(imported());
        text.append("\\bottomrule\n\\end{tabular}}\n");
        // Not in the caption: LaTeX sets that on one line first, and TeX has none as long as this may be.
        text.append("\\par\\smallskip\\parbox{\\linewidth}{\\footnotesize ")
                .append(escape(Stream.concat(Legend.of(table).stream(), rounds.stream())
                        .collect(Collectors.joining(" "))))
                .append("}\n\\end{table}\n");
        table.gaps().forEach(gap -> text.append("% ").append(escape(gap)).append('\n'));
        return text.toString();
    }

    private String columns() {
        StringBuilder columns =
                new StringBuilder("l" + "l".repeat(table.factors().size()));
        for (int column = 0; column < table.sets().size(); column++) {
            columns.append(table.hasReference(column) ? "rr" : "r");
        }
        columns.append(table.average().isPresent() ? "r" : "");
        return columns.toString();
    }

    private List<String> header() {
        List<String> heads = new ArrayList<>(List.of("Objective"));
        table.factors().forEach(factor -> heads.add(cut(factor)));
        for (int column = 0; column < table.sets().size(); column++) {
            heads.add(cut(table.headings().get(column)));
            if (table.hasReference(column)) {
                heads.add("paper");
            }
        }
        table.average().ifPresent(average -> heads.add(cut(average.heading())));
        return heads;
    }

    /** Methods of others under a rule of their own, with where their figures are from. */
    private String imported() {
        StringBuilder text = new StringBuilder();
        for (ImportedRow row : imported) {
            List<String> cells = new ArrayList<>(List.of(cut(row.method()) + " (not ours: " + cut(row.source()) + ")"));
            table.factors().forEach(factor -> cells.add(""));
            for (int column = 0; column < row.figures().size(); column++) {
                cells.add(
                        row.figures().get(column).isPresent()
                                ? escape(Percent.imported(row.figures().get(column)))
                                : "--");
                if (table.hasReference(column)) {
                    cells.add("");
                }
            }
            if (table.average().isPresent()) {
                cells.add("");
            }
            text.append(line(cells));
        }
        return text.isEmpty() ? "" : "\\midrule\n" + text;
    }

    private List<String> body(int at) {
        TableRow row = table.rows().get(at);
        List<String> body = new ArrayList<>(
                List.of(cut(row.objective()) + (row.isTrained() ? "" : " (" + TableRow.NOT_TRAINED + ")")));
        table.factors().forEach(factor -> body.add(cut(row.factors().get(factor))));
        for (int column = 0; column < row.cells().size(); column++) {
            Cell cell = row.cells().get(column);
            body.add(cell(row, cell));
            if (table.hasReference(column)) {
                body.add(escape(PublishedReferences.figures(cell)));
            }
        }
        table.average().ifPresent(average -> body.add(cell(row, average.cells().get(at))));
        return body;
    }

    private String cell(TableRow row, Cell cell) {
        String figure = cell.summary().map(s -> marked(s.mean(), cell.rank())).orElse("");
        String spread = cell.summary()
                .flatMap(s -> s.deviation().stream().boxed().findFirst())
                .map(deviation -> " $\\pm$ " + Percent.of(deviation))
                .orElse("");
        String level = cell.level() ? "$^{\\approx}$" : "";
        return (figure + spread + level + mark(row, cell) + " {\\scriptsize " + escape(CellText.count(cell)) + "}")
                .strip();
    }

    private String mark(TableRow row, Cell cell) {
        String mark = marks.of(row, cell.set());
        return mark.isEmpty() ? "" : " " + escape(mark);
    }

    private static String marked(double mean, Cell.Rank rank) {
        String figure = Percent.of(mean);
        if (rank == Cell.Rank.BEST) {
            return "\\textbf{" + figure + "}";
        }
        return rank == Cell.Rank.SECOND ? "\\underline{" + figure + "}" : figure;
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    /** A name in a cell; of one that is too long for any page, its beginning. */
    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                ? escape(name)
                : escape(name.substring(0, name.offsetByCodePoints(0, LONGEST))) + "\\dots{}";
    }

    /** Text that LaTeX prints as it stands; what its default fonts lack becomes a code point. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        CellText.oneLine(text).codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '<' -> escaped.append("\\textless{}");
                case '>' -> escaped.append("\\textgreater{}");
                case '|' -> escaped.append("\\textbar{}");
                case '"' -> escaped.append("\\char34{}");
                case '≈' -> escaped.append("$\\approx$");
                case '▲' -> escaped.append("$\\uparrow$");
                case '▼' -> escaped.append("$\\downarrow$");
                case '±' -> escaped.append("$\\pm$");
                case '[', ']' -> escaped.append('{').appendCodePoint(point).append('}');
                case '{', '}', '$', '&', '#', '%', '_' -> escaped.append('\\').appendCodePoint(point);
                default -> escaped.append(point < 0x80 ? Character.toString(point) : String.format("(U+%04X)", point));
            }
        });
        return escaped.toString();
    }
}
