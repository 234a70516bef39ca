package marginlab.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import marginlab.report.chart.ChartData;
import marginlab.report.table.Findings;
import marginlab.report.table.SweepResults;
import marginlab.store.record.Run;

/**
 * The numbers of the report's charts for some runs. They are read from the scores in the run folders, one request at a time, and
 * the last few are kept.
 */
final class RunCharts {
    private static final int KEPT = 8;

    private final Function<String, Path> folders;
    private final Map<List<Run>, HttpAnswer> made = new LastAsked<>(KEPT);

    RunCharts(Function<String, Path> folders) {
        this.folders = folders;
    }

    /** @param runs outlines, in the order in which they are drawn */
    synchronized HttpAnswer of(List<Run> runs) {
        HttpAnswer known = made.get(runs);
        if (known == null) {
            SweepResults sweep = SweepResults.started("", runs, folders);
            known = HttpAnswer.jsonText(ChartData.json(Findings.of(sweep)));
            made.put(runs, known);
        }
        return known;
    }
}
