package marginlab.experiment.yaml;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.VerifiedSetsType;
import marginlab.file.yaml.YamlCursor;

/** Reads settings, each by its own type, and remembers which could not be read and which datasets were named. */
final class SettingsReader {
    private final Set<SettingKey> broken = EnumSet.noneOf(SettingKey.class);
    private final List<DatasetMention> mentions = new ArrayList<>();

    /** The settings among these fields. */
    Map<SettingKey, SettingValue> read(Map<String, YamlCursor.Field> fields) {
        Map<SettingKey, SettingValue> values = new EnumMap<>(SettingKey.class);
        fields.forEach((path, field) -> SettingKey.named(path)
                .ifPresent(key -> read(key, field.value()).ifPresent(value -> values.put(key, value))));
        return values;
    }

    /** One setting. */
    Optional<SettingValue> read(SettingKey key, YamlCursor cursor) {
        Optional<String> text = key.type().read(cursor);
        if (text.isEmpty()) {
            broken.add(key);
        } else if (key == SettingKey.TRAIN || key == SettingKey.VERIFY || key == SettingKey.WATCH) {
            cursor.itemsOrSelf("").forEach(item -> mentions.add(VerifiedSetsType.mention(item, key)));
        }
        return text.map(form -> new SettingValue(form, cursor.place(), true));
    }

    /** Settings that stand somewhere as what they cannot be. */
    Set<SettingKey> broken() {
        return broken;
    }

    List<DatasetMention> mentions() {
        return mentions;
    }
}
