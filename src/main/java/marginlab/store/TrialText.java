package marginlab.store;

import com.google.gson.Gson;
import marginlab.plan.Trial;

/** A trial as canonical JSON. */
final class TrialText {
    private static final Gson GSON = new Gson();

    private TrialText() {}

    static String of(Trial trial) {
        return GSON.toJson(trial);
    }

    static Trial read(String text) {
        return GSON.fromJson(text, Trial.class);
    }
}
