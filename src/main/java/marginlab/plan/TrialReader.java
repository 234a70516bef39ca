package marginlab.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import marginlab.experiment.setting.Settings;
import marginlab.file.json.Json;

/** Reads many trials; the settings that some of them share, which are most of the work, are read once. */
public final class TrialReader {
    private final Map<SortedMap<String, String>, Shared> known = new HashMap<>();

    /**
     * Settings that trials share.
     *
     * @param canonical the texts that their trials' ids are made from
     */
    record Shared(Settings settings, SortedMap<String, String> canonical) {}

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
        TrialJson trial = parsed(json);
        Shared shared = known.computeIfAbsent(trial.settings(), TrialReader::shared);
        return Trial.of(trial, shared, kept && shared.canonical().equals(trial.settings()));
    }

    private static TrialJson parsed(String json) {
        TrialJson trial;
        try {
            trial = Json.read(json, TrialJson.class);
        } catch (RuntimeException e) {
            // What the record refuses comes wrapped.
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new IllegalArgumentException("not a trial: " + why, e);
        }
        if (trial == null || trial.id().isEmpty()) {
            throw new IllegalArgumentException("not a trial: no id");
        }
        return trial;
    }

    private static Shared shared(SortedMap<String, String> texts) {
        Settings settings = Settings.of(texts);
        return new Shared(settings, settings.flat());
    }
}
