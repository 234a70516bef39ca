package marginlab.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.store.Metric;
import marginlab.store.Run;
import marginlab.store.State;

/**
 * Runs of one experiment on an MLflow server. A run is known there by a tag with its id: sent a second time it fills what
 * lacks and doubles nothing, and one that was sent whole is left alone.
 */
public final class MlflowExport {
    private static final String ID = "marginlab.id";
    private static final String WHOLE = "marginlab.whole";
    private static final int MOST_METRICS = 1000;
    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_VALUE = 500;
    private static final int LONGEST_NAME = 250;

    private final MlflowServer server;
    private final String experiment;

    private MlflowExport(MlflowServer server, String experiment) {
        this.server = server;
        this.experiment = experiment;
    }

    /** The experiment of that name, made where there is none. */
    public static MlflowExport into(MlflowServer server, String name) throws IOException {
        String query = "experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        Optional<JsonObject> known = server.answer(query, null);
        if (known.isPresent()) {
            return new MlflowExport(
                    server,
                    known.get()
                            .getAsJsonObject("experiment")
                            .get("experiment_id")
                            .getAsString());
        }
        JsonObject body = new JsonObject();
        body.addProperty("name", name);
        return new MlflowExport(
                server,
                server.post("experiments/create", body).get("experiment_id").getAsString());
    }

    /** Sends a run; false where it is there already. */
    public boolean send(Run run, List<Metric> metrics) throws IOException {
        Optional<JsonObject> known = find(run);
        if (known.isPresent() && isWhole(known.get(), run)) {
            return false;
        }
        String id = known.isPresent() ? id(known.get()) : create(run);
        log(id, "params", parameters(run), MOST_PARAMETERS);
        JsonArray figures = new JsonArray();
        Figure.of(run, metrics).forEach(figure -> figures.add(metric(figure)));
        log(id, "metrics", figures, MOST_METRICS);
        JsonArray whole = new JsonArray();
        whole.add(pair(WHOLE, stamp(run)));
        log(id, "tags", whole, MOST_PARAMETERS);
        JsonObject end = new JsonObject();
        end.addProperty("run_id", id);
        end.addProperty("status", status(run.state()));
        if (run.state() != State.RUNNING) {
            end.addProperty("end_time", run.started().toEpochMilli() + Math.round(1000 * run.seconds()));
        }
        server.post("runs/update", end);
        return true;
    }

    private Optional<JsonObject> find(Run run) throws IOException {
        JsonObject body = new JsonObject();
        JsonArray experiments = new JsonArray();
        experiments.add(experiment);
        body.add("experiment_ids", experiments);
        body.addProperty("filter", "tags.`" + ID + "` = '" + run.trial().id() + "'");
        body.addProperty("max_results", 1);
        JsonObject answer = server.post("runs/search", body);
        JsonArray runs = answer.has("runs") ? answer.getAsJsonArray("runs") : new JsonArray();
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(0).getAsJsonObject());
    }

    private String create(Run run) throws IOException {
        JsonObject body = new JsonObject();
        body.addProperty("experiment_id", experiment);
        body.addProperty(
                "run_name",
                cut(run.trial().objective() + ", seed " + run.trial().seedText(), LONGEST_NAME));
        body.addProperty("start_time", run.started().toEpochMilli());
        JsonArray tags = new JsonArray();
        tags.add(pair(ID, run.trial().id()));
        run.provenance().forEach((name, value) -> tags.add(pair("marginlab." + key(name), cut(value, LONGEST_VALUE))));
        body.add("tags", tags);
        return id(server.post("runs/create", body).getAsJsonObject("run"));
    }

    private static String id(JsonObject run) {
        return run.getAsJsonObject("info").get("run_id").getAsString();
    }

    private static boolean isWhole(JsonObject known, Run run) {
        JsonObject data = known.getAsJsonObject("data");
        if (data == null || !data.has("tags")) {
            return false;
        }
        return data.getAsJsonArray("tags").asList().stream()
                .map(tag -> tag.getAsJsonObject())
                .anyMatch(tag -> tag.get("key").getAsString().equals(WHOLE)
                        && tag.get("value").getAsString().equals(stamp(run)));
    }

    /** Another attempt, or another end of it, is sent again. */
    private static String stamp(Run run) {
        return run.attempt() + " " + run.state().label();
    }

    private void log(String id, String kind, JsonArray all, int most) throws IOException {
        for (int from = 0; from < all.size(); from += most) {
            JsonArray some = new JsonArray();
            for (int i = from; i < Math.min(all.size(), from + most); i++) {
                some.add(all.get(i));
            }
            JsonObject body = new JsonObject();
            body.addProperty("run_id", id);
            body.add(kind, some);
            server.post("runs/log-batch", body);
        }
    }

    private static JsonArray parameters(Run run) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("objective", run.trial().objective());
        all.put("seed", String.valueOf(run.trial().seed()));
        all.put("repeat", String.valueOf(run.trial().repeat()));
        all.putAll(run.trial().settings().flat());
        run.trial().fingerprints().forEach((name, print) -> all.put("data." + name, print));
        JsonArray parameters = new JsonArray();
        all.forEach((name, value) -> parameters.add(pair(key(name), cut(value, LONGEST_VALUE))));
        return parameters;
    }

    private static JsonObject metric(Figure figure) {
        JsonObject metric = new JsonObject();
        metric.addProperty("key", key(figure.key()));
        metric.addProperty("value", figure.value());
        metric.addProperty("timestamp", figure.at().toEpochMilli());
        metric.addProperty("step", figure.step());
        return metric;
    }

    private static JsonObject pair(String key, String value) {
        JsonObject pair = new JsonObject();
        pair.addProperty("key", key);
        pair.addProperty("value", value);
        return pair;
    }

    /** Names may have letters, digits and {@code _ - . / } there: {@code tar@far=1e-3} is {@code tar_far_1e-3}. */
    private static String key(String name) {
        return cut(name.replaceAll("[^A-Za-z0-9_./ -]", "_"), LONGEST_NAME);
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    private static String status(State state) {
        return switch (state) {
            case DONE -> "FINISHED";
            case RUNNING -> "RUNNING";
            case PLANNED -> "SCHEDULED";
            case INTERRUPTED -> "KILLED";
            default -> "FAILED";
        };
    }
}
