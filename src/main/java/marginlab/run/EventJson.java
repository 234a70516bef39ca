package marginlab.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** An event as a line of JSON, and back. */
public final class EventJson {
    private EventJson() {}

    public static String of(TrialEvent event) {
        JsonObject json = new JsonObject();
        if (event instanceof TrialEvent.Started started) {
            json.addProperty("event", "started");
            json.addProperty("attempt", started.attempt());
            json.addProperty("at", started.at().toString());
            JsonObject provenance = new JsonObject();
            started.provenance().forEach(provenance::addProperty);
            json.add("provenance", provenance);
        } else if (event instanceof TrialEvent.Measured measured) {
            json.addProperty("event", "metrics");
            json.addProperty("attempt", measured.attempt());
            json.addProperty("step", measured.step());
            json.addProperty("epoch", measured.epoch());
            json.add("values", numbers(measured.values()));
            if (measured.at() != null) {
                json.addProperty("at", measured.at().toString());
            }
        } else if (event instanceof TrialEvent.Scored scored) {
            json.addProperty("event", "outcome");
            json.addProperty("attempt", scored.attempt());
            json.addProperty("set", scored.outcome().set());
            json.addProperty("variant", scored.outcome().variant());
            json.add("metrics", numbers(scored.outcome().metrics()));
            JsonArray folds = new JsonArray();
            scored.outcome().folds().forEach(folds::add);
            json.add("folds", folds);
            if (!scored.outcome().notes().isEmpty()) {
                JsonArray notes = new JsonArray();
                scored.outcome().notes().forEach(notes::add);
                json.add("notes", notes);
            }
        } else if (event instanceof TrialEvent.Ended ended) {
            json.addProperty("event", "ended");
            json.addProperty("attempt", ended.attempt());
            json.addProperty("state", ended.state().label());
            json.addProperty("reason", ended.reason());
            json.addProperty("seconds", ended.seconds());
            json.addProperty("at", ended.at().toString());
        }
        return json.toString();
    }

    /** @throws IllegalArgumentException when the line is not an event, whole and strict */
    static TrialEvent read(String line) {
        try {
            JsonObject json = strict(line).getAsJsonObject();
            int attempt = member(json, "attempt").getAsInt();
            String kind = member(json, "event").getAsString();
            switch (kind) {
                case "started":
                    SortedMap<String, String> provenance = new TreeMap<>();
                    for (Map.Entry<String, JsonElement> entry :
                            member(json, "provenance").getAsJsonObject().entrySet()) {
                        provenance.put(entry.getKey(), entry.getValue().getAsString());
                    }
                    return new TrialEvent.Started(
                            attempt, Instant.parse(member(json, "at").getAsString()), provenance);
                case "metrics":
                    return new TrialEvent.Measured(
                            attempt,
                            member(json, "step").getAsLong(),
                            member(json, "epoch").getAsInt(),
                            numbers(member(json, "values")),
                            json.has("at") ? Instant.parse(json.get("at").getAsString()) : null);
                case "outcome":
                    List<Double> folds = new ArrayList<>();
                    member(json, "folds").getAsJsonArray().forEach(fold -> folds.add(fold.getAsDouble()));
                    List<String> notes = new ArrayList<>();
                    if (json.has("notes")) {
                        json.get("notes").getAsJsonArray().forEach(note -> notes.add(note.getAsString()));
                    }
                    return new TrialEvent.Scored(
                            attempt,
                            new ProtocolOutcome(
                                    member(json, "set").getAsString(),
                                    member(json, "variant").getAsString(),
                                    numbers(member(json, "metrics")),
                                    folds,
                                    notes));
                case "ended":
                    return new TrialEvent.Ended(
                            attempt,
                            TrialState.of(member(json, "state").getAsString()),
                            member(json, "reason").getAsString(),
                            member(json, "seconds").getAsDouble(),
                            Instant.parse(member(json, "at").getAsString()));
                default:
                    throw new IllegalArgumentException("no event is called " + kind);
            }
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static JsonElement strict(String line) throws IOException {
        try (JsonReader reader = new JsonReader(new StringReader(line))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement element = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException("something follows the event");
            }
            return element;
        }
    }

    private static JsonElement member(JsonObject json, String name) {
        JsonElement member = json.get(name);
        if (member == null) {
            throw new IllegalArgumentException("it has no \"" + name + "\"");
        }
        return member;
    }

    private static JsonObject numbers(SortedMap<String, Double> values) {
        JsonObject json = new JsonObject();
        values.forEach(json::addProperty);
        return json;
    }

    private static SortedMap<String, Double> numbers(JsonElement json) {
        SortedMap<String, Double> values = new TreeMap<>();
        for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
            values.put(entry.getKey(), entry.getValue().getAsDouble());
        }
        return values;
    }
}
