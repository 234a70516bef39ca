package marginlab.plan;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.HashMap;
import java.util.Map;
import marginlab.experiment.setting.Settings;

/** Reads many trials; the settings that some of them share, which are most of the work, are read once. */
public final class TrialReader {
    private final Map<JsonObject, Shared> known = new HashMap<>();

    /**
     * Settings that trials share.
     *
     * @param canonical the object that their trials' ids are made from
     */
    record Shared(Settings settings, JsonObject canonical) {}

    /**
     * Reads what {@link Trial#toJson} wrote.
     *
     * @throws IllegalArgumentException when the text is no trial, or its id is not that of its content
     */
    public Trial read(String json) {
        return read(json, false);
    }

    /**
     * The same of a text that was read when it was put where it is: its id is that of its content, unless this version reads
     * its settings otherwise.
     */
    public Trial readKept(String json) {
        return read(json, true);
    }

    private Trial read(String json, boolean kept) {
        try {
            JsonObject trial = JsonParser.parseString(json).getAsJsonObject();
            JsonObject settings = trial.getAsJsonObject(Trial.SETTINGS);
            Shared shared = known.computeIfAbsent(settings, TrialReader::shared);
            return Trial.of(trial, shared, kept && shared.canonical().equals(settings));
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | UnsupportedOperationException e) {
            throw new IllegalArgumentException("not a trial: " + e.getMessage(), e);
        }
    }

    private static Shared shared(JsonObject object) {
        Settings settings = Trial.settings(object);
        return new Shared(settings, Trial.json(settings.flat()));
    }
}
