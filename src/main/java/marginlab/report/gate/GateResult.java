package marginlab.report.gate;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import marginlab.stats.Interval;

/**
 * What the gate found.
 *
 * @param rows a cell of the baseline each
 * @param differences why cells cannot be compared, one text each
 * @param warnings what makes the comparison doubtful, such as results of other code
 */
public record GateResult(List<Entry> rows, List<String> differences, GateTolerance tolerance, List<String> warnings) {

    /**
     * One cell; figures are fractions, the difference is new minus baseline over the common seeds.
     *
     * @param objective the row
     * @param protocol the verification set
     * @param reason of the verdict, in words
     */
    public record Entry(
            String objective,
            String protocol,
            Optional<Double> baseline,
            Optional<Double> current,
            Optional<Double> difference,
            Optional<Interval> interval,
            GateVerdict verdict,
            String reason) {}

    public GateResult {
        rows = List.copyOf(rows);
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
    }

    /** The gravest of the cells'; incomplete where there are none. */
    public GateVerdict verdict() {
        return rows.stream().map(Entry::verdict).reduce(GateVerdict::and).orElse(GateVerdict.INCOMPLETE);
    }

    /** The document of the command line's {@code --json}. */
    public String json() {
        JsonObject root = new JsonObject();
        root.addProperty("verdict", verdict().label());
        root.addProperty("tolerance", tolerance.accepted());
        root.addProperty("limit", tolerance.limit());
        JsonArray entries = new JsonArray();
        rows.forEach(entry -> entries.add(json(entry)));
        root.add("rows", entries);
        JsonArray texts = new JsonArray();
        differences.forEach(texts::add);
        root.add("differences", texts);
        JsonArray doubts = new JsonArray();
        warnings.forEach(doubts::add);
        root.add("warnings", doubts);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(root)
                + "\n";
    }

    private static JsonObject json(Entry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("objective", entry.objective());
        json.addProperty("protocol", entry.protocol());
        entry.baseline().ifPresent(value -> json.addProperty("baseline", value));
        entry.current().ifPresent(value -> json.addProperty("current", value));
        entry.difference().ifPresent(value -> json.addProperty("difference", value));
        entry.interval().ifPresent(interval -> {
            json.addProperty("low", interval.low());
            json.addProperty("high", interval.high());
        });
        json.addProperty("verdict", entry.verdict().label());
        json.addProperty("reason", entry.reason());
        return json;
    }
}
