package marginlab.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A server with the part of MLflow's REST interface 2.0 that runs are sent through, over real HTTP. It checks each call
 * against the interface as published: addresses, methods, fields and their types, names, and the limits of a batch.
 */
final class MlflowTestServer implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./ -]{1,250}");
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "experiments/create", Set.of("name", "artifact_location", "tags"),
            "runs/create", Set.of("experiment_id", "user_id", "run_name", "start_time", "tags"),
            "runs/search", Set.of("experiment_ids", "filter", "run_view_type", "max_results", "order_by", "page_token"),
            "runs/log-batch", Set.of("run_id", "metrics", "params", "tags"),
            "runs/update", Set.of("run_id", "status", "end_time", "run_name"));

    /** What it knows of a run. */
    static final class LoggedRun {
        final Map<String, String> tags = new LinkedHashMap<>();
        final Map<String, String> parameters = new LinkedHashMap<>();
        final List<String> metrics = new ArrayList<>();
        String status = "RUNNING";
    }

    final List<String> calls = new ArrayList<>();
    final List<String> offences = new ArrayList<>();
    final Map<String, LoggedRun> runs = new LinkedHashMap<>();
    private final Map<String, String> experiments = new HashMap<>();
    private final HttpServer http;
    private int failuresLeft;

    /** Whom it lets in, as the header says it; empty for everybody. */
    String letIn = "";

    /** So many batches with figures it takes before it refuses one. */
    int batchesLeft = Integer.MAX_VALUE;

    /** Whether its experiments have been deleted. */
    boolean deleted;

    MlflowTestServer(int failures) throws IOException {
        failuresLeft = failures;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/2.0/mlflow/", this::handle);
        http.start();
    }

    URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort() + "/");
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/2.0/mlflow/".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(path);
        if (failuresLeft-- > 0) {
            send(exchange, 503, "{}");
            return;
        }
        if (!letIn.isEmpty() && !letIn.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "You are not authenticated.");
            return;
        }
        if (path.equals("experiments/get-by-name")) {
            String name = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8)
                    .substring("experiment_name=".length());
            check(exchange.getRequestMethod().equals("GET"), path + " is asked with GET");
            String id = experiments.get(name);
            send(
                    exchange,
                    id == null ? 404 : 200,
                    id == null
                            ? "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"none\"}"
                            : "{\"experiment\": {\"experiment_id\": \"" + id + "\", \"lifecycle_stage\": \""
                                    + (deleted ? "deleted" : "active") + "\"}}");
            return;
        }
        check(exchange.getRequestMethod().equals("POST"), path + " is asked with POST");
        check("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), "JSON is sent as JSON");
        JsonObject asked = JsonParser.parseString(body).getAsJsonObject();
        Set<String> known = FIELDS.get(path);
        check(known != null && known.containsAll(asked.keySet()), path + " has no field of " + asked.keySet());
        if (asked.has("metrics") && batchesLeft-- <= 0) {
            send(exchange, 400, "{}");
            return;
        }
        send(exchange, 200, answer(path, asked));
    }

    private String answer(String path, JsonObject asked) {
        switch (path) {
            case "experiments/create" -> {
                String id = String.valueOf(experiments.size() + 1);
                experiments.put(asked.get("name").getAsString(), id);
                return "{\"experiment_id\": \"" + id + "\"}";
            }
            case "runs/create" -> {
                check(experiments.containsValue(asked.get("experiment_id").getAsString()), "an experiment that exists");
                check(asked.get("start_time").getAsLong() > 1_000_000_000_000L, "milliseconds since 1970");
                LoggedRun kept = new LoggedRun();
                asked.getAsJsonArray("tags").forEach(tag -> put(kept.tags, tag, 5000));
                String id = "run" + (runs.size() + 1);
                runs.put(id, kept);
                return "{\"run\": " + json(id) + "}";
            }
            case "runs/search" -> {
                check(asked.get("experiment_ids").isJsonArray(), "experiments are a list");
                String wanted =
                        asked.get("filter").getAsString().replaceFirst("tags\\.`marginlab\\.id` = '([0-9a-f]+)'", "$1");
                JsonArray found = new JsonArray();
                runs.forEach((id, kept) -> {
                    if (wanted.equals(kept.tags.get("marginlab.id"))) {
                        found.add(json(id));
                    }
                });
                return found.isEmpty() ? "{}" : "{\"runs\": " + found + "}";
            }
            case "runs/log-batch" -> log(asked);
            default -> {
                LoggedRun kept = runs.get(asked.get("run_id").getAsString());
                kept.status = asked.get("status").getAsString();
                check(
                        List.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED")
                                .contains(kept.status),
                        kept.status);
            }
        }
        return "{}";
    }

    private void log(JsonObject asked) {
        LoggedRun kept = runs.get(asked.get("run_id").getAsString());
        check(kept != null, "a run that exists");
        JsonArray metrics = list(asked, "metrics", 1000);
        metrics.forEach(each -> {
            JsonObject metric = each.getAsJsonObject();
            check(NAME.matcher(metric.get("key").getAsString()).matches(), metric + " has a name that is taken");
            check(metric.get("timestamp").getAsLong() > 1_000_000_000_000L, "milliseconds since 1970");
            check(Double.isFinite(metric.get("value").getAsDouble()), "a finite value");
            check(metric.get("step").getAsLong() >= 0, "a step");
            // As the server's file store does, which adds each figure that arrives.
            kept.metrics.add(metric.toString());
        });
        list(asked, "params", 100).forEach(parameter -> put(kept.parameters, parameter, 500));
        list(asked, "tags", 100).forEach(tag -> put(kept.tags, tag, 5000));
    }

    private JsonArray list(JsonObject asked, String name, int most) {
        JsonArray all = asked.has(name) ? asked.getAsJsonArray(name) : new JsonArray();
        check(all.size() <= most, "at most " + most + " " + name + " at once");
        return all;
    }

    private void put(Map<String, String> into, JsonElement pair, int longest) {
        String key = pair.getAsJsonObject().get("key").getAsString();
        String value = pair.getAsJsonObject().get("value").getAsString();
        check(NAME.matcher(key).matches(), key + " is a name");
        check(value.length() <= longest, key + " has a value of at most " + longest);
        into.put(key, value);
    }

    private JsonObject json(String id) {
        JsonArray tags = new JsonArray();
        runs.get(id).tags.forEach((key, value) -> {
            JsonObject tag = new JsonObject();
            tag.addProperty("key", key);
            tag.addProperty("value", value);
            tags.add(tag);
        });
        JsonObject info = new JsonObject();
        info.addProperty("run_id", id);
        JsonObject data = new JsonObject();
        data.add("tags", tags);
        JsonObject run = new JsonObject();
        run.add("info", info);
        run.add("data", data);
        return run;
    }

    private void check(boolean holds, String rule) {
        if (!holds) {
            offences.add(rule);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
