package marginlab.experiment.yaml;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.expand.LossReader;
import marginlab.experiment.setting.SettingKey;
import marginlab.file.yaml.YamlCursor;
import marginlab.loss.formula.LossDefinitions;

/**
 * Rows to leave out: those of these objectives, if any are named, with all of these settings.
 *
 * @param objectives labels; empty for every objective
 * @param settings in their text form
 * @param origin where it stands
 */
record Exclusion(Set<String> objectives, Map<SettingKey, String> settings, YamlCursor origin) {
    private static final String EXPECTED = "a list of maps, such as [{loss: Softmax, scale: 30}]";
    private static final String LOSS = "loss";

    static List<Exclusion> read(YamlCursor value, SettingsReader settings, LossDefinitions definitions) {
        List<Exclusion> exclusions = new ArrayList<>();
        for (YamlCursor item : value.items(EXPECTED)) {
            Map<String, YamlCursor.Field> fields = Sections.unfold(item.fields(EXPECTED));
            Sections.refuseUnknown(fields, List.of(LOSS), "loss, or a setting");
            Set<String> objectives = new LinkedHashSet<>();
            if (fields.containsKey(LOSS)) {
                LossReader.read(fields.get(LOSS).value(), definitions).forEach(loss -> objectives.add(loss.label()));
            }
            Map<SettingKey, String> texts = new EnumMap<>(SettingKey.class);
            settings.read(fields).forEach((key, read) -> texts.put(key, read.text()));
            if (fields.isEmpty()) {
                item.problem("a loss, a setting, or both");
            }
            exclusions.add(new Exclusion(objectives, texts, item));
        }
        return exclusions;
    }

    boolean matches(ExperimentRow row) {
        return (objectives.isEmpty() || objectives.contains(row.objective().label()))
                && settings.entrySet().stream()
                        .allMatch(setting -> setting.getKey().of(row.settings()).equals(setting.getValue()));
    }

    /** {@code excluded at experiments/a.yaml:12:11: loss Softmax, scale 30}. */
    String why() {
        return "excluded at " + origin.place() + ": " + described();
    }

    /** {@code loss Softmax, scale 30}. */
    String described() {
        List<String> parts = new ArrayList<>();
        if (!objectives.isEmpty()) {
            parts.add(LOSS + " " + String.join(" or ", objectives));
        }
        settings.forEach((key, text) -> parts.add(key.path() + " " + text));
        return String.join(", ", parts);
    }
}
