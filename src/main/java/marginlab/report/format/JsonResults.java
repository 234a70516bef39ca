package marginlab.report.format;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginlab.protocol.ScoredColumn;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.Findings;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.stats.Interval;
import marginlab.stats.Summary;
import marginlab.store.record.Run;

/**
 * The table and every run behind it as one JSON document; rates are fractions, an absent figure is an absent key. Its
 * schema is the resource {@code results.schema.json}.
 */
public final class JsonResults {
    static final String FORMAT = "marginlab-results/1";
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonResults() {}

    public static String text(Findings findings) {
        SweepResults sweep = findings.sweep();
        AccuracyTable table = findings.table();
        JsonObject root = new JsonObject();
        root.addProperty("format", FORMAT);
        root.addProperty("experiment", table.experiment());
        root.addProperty("description", table.description());
        root.addProperty("baseline", sweep.baseline());
        root.add("sets", GSON.toJsonTree(table.sets()));
        addColumns(root, table);
        JsonArray rows = new JsonArray();
        table.rows().forEach(row -> rows.add(row(row, true)));
        root.add("rows", rows);
        JsonArray comparisons = new JsonArray();
        findings.comparisons().forEach(comparison -> comparisons.add(JsonComparison.of(comparison)));
        root.add("comparisons", comparisons);
        addNoiseFloor(root, table);
        if (!table.disputes().isEmpty()) {
            root.add("disagreements", GSON.toJsonTree(table.disputes()));
        }
        JsonArray trials = new JsonArray();
        Map<String, Run> runs = sweep.byTrial();
        table.rows().forEach(row -> row.all().forEach(trial -> trials.add(JsonTrial.of(trial, runs.get(trial.id())))));
        root.add("trials", trials);
        return GSON.toJson(root) + "\n";
    }

    /** Columns and rows alone; of a cell its mean and spread, but not the figure of each seed. */
    public static JsonObject table(AccuracyTable table) {
        JsonArray rows = new JsonArray();
        table.rows().forEach(row -> rows.add(row(row, false)));
        JsonObject root = new JsonObject();
        root.addProperty("experiment", table.experiment());
        root.add("sets", GSON.toJsonTree(table.sets()));
        addColumns(root, table);
        root.add("rows", rows);
        return root;
    }

    /** What each column shows; absent where all are the accuracy on pairs. */
    private static void addColumns(JsonObject root, AccuracyTable table) {
        if (table.isOfAccuracies()) {
            return;
        }
        JsonArray columns = new JsonArray();
        for (ScoredColumn column : table.columns()) {
            JsonObject json = new JsonObject();
            json.addProperty("set", column.set());
            json.addProperty("protocol", column.protocol().label());
            json.addProperty("figure", column.metric().name());
            json.addProperty("title", column.title());
            json.addProperty("better", column.better(1) < 0 ? "lower" : "higher");
            columns.add(json);
        }
        root.add("columns", columns);
    }

    private static void addNoiseFloor(JsonObject root, AccuracyTable table) {
        JsonArray floors = new JsonArray();
        for (int column = 0; column < table.sets().size(); column++) {
            String set = table.sets().get(column);
            table.noiseFloor(column).ifPresent(floor -> {
                JsonObject json = new JsonObject();
                json.addProperty("set", set);
                json.addProperty("n", floor.n());
                json.addProperty("largest", floor.largest());
                json.addProperty("mean", floor.mean());
                json.addProperty("deviation", floor.deviation());
                floors.add(json);
            });
        }
        if (!floors.isEmpty()) {
            root.add("noiseFloor", floors);
        }
    }

    private static JsonObject row(TableRow row, boolean samples) {
        JsonObject json = new JsonObject();
        json.addProperty("objective", row.objective());
        json.add("settings", GSON.toJsonTree(row.factors()));
        json.addProperty("baseline", row.baseline());
        if (!row.isTrained()) {
            json.addProperty("trained", false);
        }
        JsonArray cells = new JsonArray();
        row.cells().forEach(cell -> cells.add(cell(cell, samples)));
        json.add("cells", cells);
        return json;
    }

    private static JsonObject cell(Cell cell, boolean samples) {
        JsonObject json = new JsonObject();
        json.addProperty("set", cell.set());
        json.addProperty("epoch", cell.epoch());
        json.addProperty("planned", cell.planned());
        json.addProperty("n", cell.samples().size());
        cell.summary().ifPresent(summary -> addSummary(json, summary));
        if (samples) {
            json.add("samples", GSON.toJsonTree(cell.samples()));
        }
        JsonArray gaps = new JsonArray();
        cell.gaps().forEach(gap -> {
            JsonObject one = new JsonObject();
            one.addProperty("seed", gap.seed());
            one.addProperty("trial", gap.trial());
            one.addProperty("state", gap.state().label());
            one.addProperty("reason", gap.reason());
            gaps.add(one);
        });
        json.add("gaps", gaps);
        json.addProperty("rank", cell.rank().name().toLowerCase(Locale.ROOT));
        json.addProperty("level", cell.level());
        json.add("published", published(cell));
        return json;
    }

    private static void addSummary(JsonObject json, Summary summary) {
        json.addProperty("mean", summary.mean());
        summary.deviation().ifPresent(deviation -> json.addProperty("deviation", deviation));
        summary.interval(Interval.CONFIDENCE).map(JsonResults::pair).ifPresent(pair -> json.add("interval95", pair));
    }

    public static JsonArray pair(Interval interval) {
        return GSON.toJsonTree(List.of(interval.low(), interval.high())).getAsJsonArray();
    }

    private static JsonArray published(Cell cell) {
        JsonArray references = new JsonArray();
        cell.references().forEach(reference -> {
            JsonObject one = new JsonObject();
            one.addProperty("edition", reference.edition());
            one.addProperty("accuracy", reference.accuracy());
            one.add("differences", GSON.toJsonTree(reference.differences()));
            references.add(one);
        });
        return references;
    }
}
