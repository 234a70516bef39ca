package marginlab.report.format;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import marginlab.plan.Trial;
import marginlab.report.table.SettingTexts;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/** One trial with its settings, provenance and outcomes as JSON. */
final class JsonTrial {
    private static final Gson GSON = new Gson();

    private JsonTrial() {}

    /** The trial; {@code run} is null when it was not started. */
    static JsonObject of(Trial trial, Run run) {
        JsonObject json = new JsonObject();
        json.addProperty("id", trial.id());
        json.addProperty("objective", trial.objective());
        json.addProperty("seed", trial.seed());
        json.addProperty("repeat", trial.repeat());
        json.addProperty("state", (run == null ? TrialState.PLANNED : run.state()).label());
        json.add("settings", GSON.toJsonTree(SettingTexts.of(trial.settings())));
        json.add("fingerprints", GSON.toJsonTree(trial.fingerprints()));
        if (run != null) {
            json.addProperty("reason", run.reason());
            json.addProperty("attempt", run.attempt());
            json.addProperty("started", run.started().toString());
            json.addProperty("seconds", run.seconds());
            json.add("provenance", GSON.toJsonTree(run.provenance()));
            JsonArray outcomes = new JsonArray();
            run.outcomes().forEach(outcome -> outcomes.add(GSON.toJsonTree(outcome)));
            json.add("outcomes", outcomes);
        }
        return json;
    }
}
