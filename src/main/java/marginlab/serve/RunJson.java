package marginlab.serve;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;

/** A run as the page reads it. */
final class RunJson {
    private static final Gson GSON = new Gson();
    private static final int POINTS = 120;

    private RunJson() {}

    /** What a list shows. */
    static JsonObject summary(Run run) {
        JsonObject json = new JsonObject();
        json.addProperty("id", run.trial().id());
        json.addProperty("objective", run.trial().objective());
        json.addProperty("seed", run.trial().seed());
        json.addProperty("seedText", run.trial().seedText());
        json.addProperty("state", run.state().label());
        json.addProperty("reason", run.reason());
        json.addProperty("attempt", run.attempt());
        json.addProperty("started", run.started().toString());
        json.addProperty("seconds", run.seconds());
        JsonObject results = new JsonObject();
        JsonObject figures = new JsonObject();
        run.outcomes().stream().map(ProtocolOutcome::set).distinct().forEach(set -> {
            ScoredColumn column = ScoredColumn.of(set, run.trial().settings().reading(set), run.outcomes());
            column.value(run.outcomes()).ifPresent(value -> {
                results.addProperty(set, value);
                figures.addProperty(set, column.metric().label());
            });
        });
        // The name that pages of earlier versions know it by; what each figure is stands beside it.
        json.add("accuracy", results);
        json.add("figures", figures);
        return json;
    }

    /** A run that trains: its share that is done where it is known, its speed, and its loss so far as points (step, loss). */
    static JsonObject running(Run run, List<Metric> metrics) {
        JsonObject json = summary(run);
        JsonArray loss = new JsonArray();
        List<Metric> losses = metrics.stream()
                .filter(metric -> metric.key().equals("batch-loss"))
                .toList();
        int every = Math.max(1, losses.size() / POINTS);
        for (int i = 0; i < losses.size(); i += every) {
            loss.add(GSON.toJsonTree(List.of(losses.get(i).step(), losses.get(i).value())));
        }
        json.add("loss", loss);
        for (String key : List.of("progress", "speed")) {
            metrics.stream()
                    .filter(metric -> metric.key().equals(key))
                    .max(Comparator.comparingInt(Metric::attempt).thenComparingLong(Metric::step))
                    .ifPresent(metric -> json.addProperty(key, metric.value()));
        }
        return json;
    }

    /** Everything; {@code curves} holds by figure the points (epoch, value) of the last step of each epoch. */
    static JsonObject whole(Run run, List<Metric> metrics) {
        JsonObject json = summary(run);
        json.add("settings", GSON.toJsonTree(run.trial().settings().flat()));
        json.add("fingerprints", GSON.toJsonTree(run.trial().fingerprints()));
        json.add("provenance", GSON.toJsonTree(run.provenance()));
        json.add("outcomes", GSON.toJsonTree(run.outcomes()));
        Map<String, TreeMap<Integer, Double>> curves = new TreeMap<>();
        metrics.forEach(metric ->
                curves.computeIfAbsent(metric.key(), key -> new TreeMap<>()).put(metric.epoch(), metric.value()));
        JsonObject points = new JsonObject();
        curves.forEach((key, epochs) -> {
            JsonArray line = new JsonArray();
            epochs.forEach((epoch, value) -> line.add(GSON.toJsonTree(List.of(epoch, value))));
            points.add(key, line);
        });
        json.add("curves", points);
        return json;
    }
}
