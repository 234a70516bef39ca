package marginlab.report;

import java.util.function.Function;
import marginlab.report.format.CsvTable;
import marginlab.report.format.JsonResults;
import marginlab.report.format.LatexTable;
import marginlab.report.format.MarkdownTable;
import marginlab.report.format.WideCsv;
import marginlab.report.page.Page;
import marginlab.report.table.Findings;

/** What a report consists of: one file a format, all from the same table. */
public enum ReportFormat {
    PAGE("index.html", Page::html),
    MARKDOWN("table.md", MarkdownTable::text),
    LATEX("table.tex", LatexTable::text),
    CSV("table.csv", findings -> CsvTable.text(findings.sweep(), findings.table())),
    WIDE_CSV("table-wide.csv", findings -> WideCsv.text(findings.sweep(), findings.table())),
    JSON("results.json", JsonResults::text);

    private final String file;
    private final Function<Findings, String> renderer;

    ReportFormat(String file, Function<Findings, String> renderer) {
        this.file = file;
        this.renderer = renderer;
    }

    String file() {
        return file;
    }

    public String text(Findings findings) {
        return renderer.apply(findings);
    }
}
