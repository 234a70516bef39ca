package marginlab.report;

import java.util.function.BiFunction;

/** What a report consists of: one file a format, all from the same table. */
enum Format {
    PAGE("index.html", Page::html),
    MARKDOWN("table.md", (sweep, table) -> MarkdownTable.text(table)),
    LATEX("table.tex", (sweep, table) -> LatexTable.text(table)),
    CSV("table.csv", CsvTable::text),
    JSON("results.json", JsonResults::text);

    private final String file;
    private final BiFunction<Sweep, Table, String> renderer;

    Format(String file, BiFunction<Sweep, Table, String> renderer) {
        this.file = file;
        this.renderer = renderer;
    }

    String file() {
        return file;
    }

    String text(Sweep sweep, Table table) {
        return renderer.apply(sweep, table);
    }
}
