package marginlab.report;

import java.util.function.Function;

/** What a report consists of: one file a format, all from the same table. */
enum Format {
    PAGE("index.html", Page::html),
    MARKDOWN("table.md", findings -> MarkdownTable.text(findings.table())),
    LATEX("table.tex", findings -> LatexTable.text(findings.table())),
    CSV("table.csv", findings -> CsvTable.text(findings.sweep(), findings.table())),
    WIDE_CSV("table-wide.csv", findings -> WideCsv.text(findings.sweep(), findings.table())),
    JSON("results.json", JsonResults::text);

    private final String file;
    private final Function<Findings, String> renderer;

    Format(String file, Function<Findings, String> renderer) {
        this.file = file;
        this.renderer = renderer;
    }

    String file() {
        return file;
    }

    String text(Findings findings) {
        return renderer.apply(findings);
    }
}
