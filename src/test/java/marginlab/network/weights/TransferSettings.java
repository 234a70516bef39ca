package marginlab.network.weights;

import java.util.HashMap;
import java.util.Map;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;

/** Settings of a network that starts from a file; what is not said does not matter to it. */
public final class TransferSettings {
    private TransferSettings() {}

    /** @param more keys, each with its text after it */
    public static Settings of(String... more) {
        Map<String, String> texts = new HashMap<>();
        for (SettingKey key : SettingKey.values()) {
            texts.put(key.path(), key.untold());
        }
        texts.putAll(Map.of(
                "input", "16",
                "embedding", "5",
                "recipe", "arcface_torch",
                "train", "people",
                "verify", "pairs",
                "sampling", "shuffle",
                "devices", "1"));
        texts.put("schedule.divide-at", "1");
        for (int i = 0; i < more.length; i += 2) {
            texts.put(more[i], more[i + 1]);
        }
        return Settings.of(texts);
    }
}
