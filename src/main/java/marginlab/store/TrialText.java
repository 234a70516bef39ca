package marginlab.store;

import com.google.gson.Gson;
import marginlab.plan.Trial;

/** A trial as canonical JSON. */
public final class TrialText {
    private static final Gson GSON = new Gson();

    private TrialText() {}

    public static String of(Trial trial) {
        return GSON.toJson(trial);
    }

    public static Trial read(String text) {
        return GSON.fromJson(text, Trial.class);
    }
}
