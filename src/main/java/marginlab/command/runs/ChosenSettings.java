package marginlab.command.runs;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;

/** The settings of a run that somebody chose: all but those that are what they are where nothing is said. */
final class ChosenSettings {
    private ChosenSettings() {}

    /** By name in their text form; one without a default, such as the training set, is always among them. */
    static Map<String, String> of(Settings settings) {
        Map<String, String> chosen = new TreeMap<>(settings.flat());
        Arrays.stream(SettingKey.values())
                .filter(key -> key.standard()
                        .filter(chosen.getOrDefault(key.path(), "")::equals)
                        .isPresent())
                .forEach(key -> chosen.remove(key.path()));
        return chosen;
    }
}
