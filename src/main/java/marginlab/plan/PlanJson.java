package marginlab.plan;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import marginlab.experiment.ExcludedRow;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.setting.Settings;

/** A plan as the {@code plan} verb prints it with {@code --json}. */
public final class PlanJson {
    private PlanJson() {}

    /**
     * The document.
     *
     * @param state of a trial, {@code planned} or {@code done}
     * @param trained the finished run whose network a trial takes over, by the trial's id
     * @param estimatedSeconds of all that is not done yet; null in the document where nothing is known
     */
    public static JsonObject of(
            Plan plan, Function<Trial, String> state, Map<String, Trial> trained, OptionalDouble estimatedSeconds) {
        JsonArray trials = new JsonArray();
        for (PlannedTrial planned : plan.planned()) {
            Trial trial = planned.trial();
            JsonObject entry = entry(
                    new JsonPrimitive(trial.id()),
                    planned.label(),
                    trial.objective(),
                    trial.settings(),
                    trial.seed(),
                    trial.repeat(),
                    state.apply(trial));
            if (trained.containsKey(trial.id())) {
                entry.addProperty("trainedAs", trained.get(trial.id()).id());
            }
            trials.add(entry);
        }
        JsonObject document = document(plan.experiment(), trials);
        if (estimatedSeconds.isPresent()) {
            document.addProperty("estimatedSeconds", estimatedSeconds.getAsDouble());
        }
        return document;
    }

    /**
     * The document of an experiment whose data are not there yet: its trials have no ids.
     *
     * @param rows that are meant
     * @param toBeMade the datasets that are made when it runs
     */
    public static JsonObject withoutIds(Experiment experiment, List<ExperimentRow> rows, List<String> toBeMade) {
        JsonArray trials = new JsonArray();
        for (ExperimentRow row : rows) {
            for (long seed : experiment.seeds()) {
                for (int repeat = 1; repeat <= experiment.repeat(); repeat++) {
                    trials.add(entry(
                            JsonNull.INSTANCE,
                            row.label(),
                            row.objective().label(),
                            row.settings(),
                            seed,
                            repeat,
                            "planned"));
                }
            }
        }
        JsonObject document = document(experiment, trials);
        JsonArray names = new JsonArray();
        toBeMade.forEach(names::add);
        document.add("toBeMade", names);
        return document;
    }

    private static JsonObject entry(
            JsonElement id, String label, String objective, Settings settings, long seed, int repeat, String state) {
        JsonObject entry = new JsonObject();
        entry.add("id", id);
        entry.addProperty("row", label);
        entry.addProperty("objective", objective);
        entry.addProperty("seed", seed);
        entry.addProperty("repeat", repeat);
        entry.add("settings", Trial.json(settings.flat()));
        entry.addProperty("state", state);
        return entry;
    }

    private static JsonObject document(Experiment experiment, JsonArray trials) {
        JsonArray excluded = new JsonArray();
        for (ExcludedRow row : experiment.excluded()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("objective", row.objective());
            entry.add("settings", Trial.json(row.varying()));
            entry.addProperty("why", row.why());
            excluded.add(entry);
        }
        JsonObject document = new JsonObject();
        document.addProperty("experiment", experiment.name());
        document.add("trials", trials);
        document.add("excluded", excluded);
        document.add("estimatedSeconds", JsonNull.INSTANCE);
        return document;
    }
}
