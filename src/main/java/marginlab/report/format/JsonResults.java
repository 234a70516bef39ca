package marginlab.report.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.file.json.Json;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Findings;
import marginlab.store.record.ImportedFigure;
import marginlab.store.record.Run;

/**
 * The table and every run behind it as one JSON document; rates are fractions, an absent figure is an absent key. Its
 * schema is the resource {@code results.schema.json}.
 */
public record JsonResults(
        String format,
        String experiment,
        String description,
        Optional<String> baseline,
        List<String> sets,
        Optional<List<TableJson.ColumnJson>> columns,
        List<TableJson.RowJson> rows,
        double equalWithin,
        Optional<JsonRounds> rounds,
        Optional<JsonSearch> search,
        List<JsonVerdict> verdicts,
        List<JsonComparison> comparisons,
        Optional<List<JsonOrder>> order,
        Optional<List<JsonBestMargin>> bestMargins,
        Optional<List<ImportedFigure>> imported,
        Optional<List<TableJson.Floor>> noiseFloor,
        Optional<List<String>> disagreements,
        Optional<List<String>> atChance,
        List<JsonTrial> trials) {
    static final String FORMAT = "marginlab-results/1";

    public static String text(Findings findings) {
        AccuracyTable table = findings.table();
        Map<String, Run> runs = findings.sweep().byTrial();
        return Json.indented(new JsonResults(
                        FORMAT,
                        table.experiment(),
                        table.description(),
                        Optional.ofNullable(findings.sweep().baseline()),
                        table.sets(),
                        TableJson.columns(table),
                        TableJson.rows(table, true),
                        findings.sweep().equalWithin(),
                        findings.rounds().map(JsonRounds::of),
                        JsonSearch.of(findings),
                        findings.comparisons().stream()
                                .map(one -> JsonVerdict.of(one, findings))
                                .toList(),
                        findings.comparisons().stream().map(JsonComparison::of).toList(),
                        JsonOrder.of(table),
                        Optional.of(findings.bestMargins().stream()
                                        .map(JsonBestMargin::of)
                                        .toList())
                                .filter(margins -> !margins.isEmpty()),
                        Optional.of(findings.sweep().imported()).filter(figures -> !figures.isEmpty()),
                        TableJson.noiseFloor(table),
                        table.disputes().isEmpty() ? Optional.empty() : Optional.of(table.disputes()),
                        Optional.of(table.atChance()).filter(lines -> !lines.isEmpty()),
                        table.rows().stream()
                                .flatMap(row -> row.all().stream())
                                .map(trial -> JsonTrial.of(trial, Optional.ofNullable(runs.get(trial.id()))))
                                .toList()))
                + "\n";
    }
}
