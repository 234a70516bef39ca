package marginlab.plan;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.HashMap;
import java.util.Map;
import marginlab.experiment.Settings;

/** Reads many trials; the settings that some of them share, which are most of the work, are read once. */
public final class TrialReader {
    private static final String SETTINGS = ",\"settings\":{";

    private final Map<String, Shared> known = new HashMap<>();

    /** Settings and their canonical form, one line of JSON. */
    record Shared(Settings settings, String text) {}

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
            // Inside a string its quotes have backslashes before them, and a string of that name has no object behind
            // it.
            int at = json.lastIndexOf(SETTINGS);
            if (at < 0 || !json.endsWith("}}")) {
                JsonObject whole = object(json);
                return Trial.of(whole, shared(whole.getAsJsonObject("settings")), "", false);
            }
            String settings = json.substring(at + SETTINGS.length() - 1, json.length() - 1);
            Shared shared = known.computeIfAbsent(settings, text -> shared(object(text)));
            String head = json.substring(0, at);
            return Trial.of(
                    object(head + "}"), shared, head, kept && shared.text().equals(settings));
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
        return new Shared(settings, Trial.text(settings.flat()));
    }

    private static JsonObject object(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }
}
