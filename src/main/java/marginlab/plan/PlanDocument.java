package marginlab.plan;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.OptionalDouble;
import java.util.function.Function;
import marginlab.experiment.Excluded;

/** A plan as the {@code plan} verb prints it with {@code --json}. */
public final class PlanDocument {
    private PlanDocument() {}

    /**
     * The document.
     *
     * @param state of a trial, {@code planned} or {@code done}
     * @param estimatedSeconds of all that is not done yet; null in the document where nothing is known
     */
    public static JsonObject of(Plan plan, Function<Trial, String> state, OptionalDouble estimatedSeconds) {
        JsonArray trials = new JsonArray();
        for (Planned planned : plan.planned()) {
            Trial trial = planned.trial();
            JsonObject entry = new JsonObject();
            entry.addProperty("id", trial.id());
            entry.addProperty("row", planned.row().label());
            entry.addProperty("objective", trial.objective());
            entry.addProperty("seed", trial.seed());
            entry.addProperty("repeat", trial.repeat());
            entry.add("settings", Trial.json(trial.settings().flat()));
            entry.addProperty("state", state.apply(trial));
            trials.add(entry);
        }
        JsonArray excluded = new JsonArray();
        for (Excluded row : plan.excluded()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("objective", row.objective());
            entry.add("settings", Trial.json(row.varying()));
            entry.addProperty("why", row.why());
            excluded.add(entry);
        }
        JsonObject document = new JsonObject();
        document.addProperty("experiment", plan.experiment().name());
        document.add("trials", trials);
        document.add("excluded", excluded);
        document.add(
                "estimatedSeconds",
                estimatedSeconds.isPresent() ? new JsonPrimitive(estimatedSeconds.getAsDouble()) : JsonNull.INSTANCE);
        return document;
    }
}
