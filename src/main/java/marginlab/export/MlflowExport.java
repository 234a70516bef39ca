package marginlab.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * Runs of one experiment on an MLflow server. A run is known there by a tag with its id, and another tag says what was sent of
 * it: each figure is sent once, with the time of its step, also of a run at work that is sent now and then.
 */
public final class MlflowExport {
    private static final String ID = "marginlab.id";
    /** How the run stood when it was sent. */
    private static final String WHOLE = "marginlab.whole";
    /** What was sent, in parts that a tag can hold. */
    private static final String SENT = "marginlab.sent";

    private static final int LONGEST_TAG = 4500;
    /** The interface takes 1,000 things in all; the tags go with them. */
    private static final int MOST_METRICS = 900;

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
            JsonObject experiment = known.get().getAsJsonObject("experiment");
            String id = experiment.get("experiment_id").getAsString();
            if (experiment.has("lifecycle_stage")
                    && experiment.get("lifecycle_stage").getAsString().equals("deleted")) {
                throw new ProblemException(new Problem(
                        server.place(),
                        "the experiment '" + name + "', which was deleted there",
                        "one that is active",
                        "Restore it ('mlflow experiments restore --experiment-id " + id
                                + "') or remove it for good ('mlflow gc --experiment-ids " + id
                                + "'), then export again"));
            }
            return new MlflowExport(server, id);
        }
        JsonObject body = new JsonObject();
        body.addProperty("name", name);
        return new MlflowExport(
                server,
                server.post("experiments/create", body).get("experiment_id").getAsString());
    }

    /** Sends of a run what is new; false where that is nothing. */
    public boolean send(Run run, List<Metric> metrics, StepMoments moments) throws IOException {
        Optional<JsonObject> known = find(run);
        Map<String, String> tags = known.map(MlflowExport::tags).orElse(Map.of());
        boolean isAsBefore = stamp(run).equals(tags.get(WHOLE));
        if (isAsBefore && !tags.containsKey(SENT)) {
            // Sent whole by a version that kept no account of it.
            return false;
        }
        SentFigures sent = SentFigures.read(joined(tags));
        List<ExportedFigure> news = ExportedFigure.of(run, metrics, moments).stream()
                .filter(figure -> !sent.has(figure))
                .sorted(Comparator.comparingLong(ExportedFigure::step))
                .toList();
        if (isAsBefore && news.isEmpty()) {
            return false;
        }
        String id = known.isPresent() ? id(known.get()) : create(run);
        if (!tags.containsKey(SENT)) {
            parameters(id, run);
        }
        figures(id, news, sent);
        if (!isAsBefore) {
            state(id, run);
        }
        return true;
    }

    private void parameters(String id, Run run) throws IOException {
        JsonArray all = parameters(run);
        for (int from = 0; from < all.size(); from += MOST_PARAMETERS) {
            JsonArray some = new JsonArray();
            all.asList()
                    .subList(from, Math.min(all.size(), from + MOST_PARAMETERS))
                    .forEach(some::add);
            JsonObject body = new JsonObject();
            body.addProperty("run_id", id);
            body.add("params", some);
            server.post("runs/log-batch", body);
        }
    }

    /** In batches, each with the account of what was sent up to it. */
    private void figures(String id, List<ExportedFigure> news, SentFigures sent) throws IOException {
        for (int from = 0; from == 0 || from < news.size(); from += MOST_METRICS) {
            JsonArray some = new JsonArray();
            for (ExportedFigure figure : news.subList(from, Math.min(news.size(), from + MOST_METRICS))) {
                some.add(metric(figure));
                sent.add(figure);
            }
            JsonObject body = new JsonObject();
            body.addProperty("run_id", id);
            body.add("metrics", some);
            body.add("tags", account(sent.toString()));
            server.post("runs/log-batch", body);
        }
    }

    private static JsonArray account(String text) {
        JsonArray tags = new JsonArray();
        for (int from = 0, part = 1; from == 0 || from < text.length(); from += LONGEST_TAG, part++) {
            String some = text.substring(from, Math.min(text.length(), from + LONGEST_TAG));
            tags.add(pair(part == 1 ? SENT : SENT + "." + part, some));
        }
        return tags;
    }

    private static String joined(Map<String, String> tags) {
        StringBuilder text = new StringBuilder(tags.getOrDefault(SENT, ""));
        for (int part = 2; tags.containsKey(SENT + "." + part); part++) {
            text.append(tags.get(SENT + "." + part));
        }
        return text.toString();
    }

    private void state(String id, Run run) throws IOException {
        JsonObject end = new JsonObject();
        end.addProperty("run_id", id);
        end.addProperty("status", status(run.state()));
        if (run.state() != TrialState.RUNNING) {
            end.addProperty("end_time", run.started().toEpochMilli() + Math.round(1000 * run.seconds()));
        }
        server.post("runs/update", end);
        JsonArray stamp = new JsonArray();
        stamp.add(pair(WHOLE, stamp(run)));
        JsonObject body = new JsonObject();
        body.addProperty("run_id", id);
        body.add("tags", stamp);
        server.post("runs/log-batch", body);
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

    private static Map<String, String> tags(JsonObject run) {
        Map<String, String> tags = new HashMap<>();
        JsonObject data = run.getAsJsonObject("data");
        if (data != null && data.has("tags")) {
            for (JsonElement each : data.getAsJsonArray("tags")) {
                JsonObject tag = each.getAsJsonObject();
                tags.put(tag.get("key").getAsString(), tag.get("value").getAsString());
            }
        }
        return tags;
    }

    /** Another attempt, or another end of it, is told the server. */
    private static String stamp(Run run) {
        return run.attempt() + " " + run.state().label();
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

    private static JsonObject metric(ExportedFigure figure) {
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

    private static String status(TrialState state) {
        return switch (state) {
            case DONE -> "FINISHED";
            case RUNNING -> "RUNNING";
            case PLANNED -> "SCHEDULED";
            case INTERRUPTED -> "KILLED";
            default -> "FAILED";
        };
    }
}
