package marginlab.experiment.yaml;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.experiment.setting.SettingKey;
import marginlab.file.yaml.YamlCursor;

/** Settings with the values that each of them takes, in the order of the file. */
record GridSettings(Map<SettingKey, List<SettingValue>> factors) {
    private static final String EXPECTED = "a list of values, such as [30, 64]";
    private static final List<String> CROSSED_ANYWAY = List.of(
            SectionKey.SEEDS.path(), SectionKey.REPEAT.path(), SectionKey.LOSSES.path(), SettingKey.VERIFY.path());

    /** Reads the fields whose names begin with {@code matrix.}, and takes them out. */
    static GridSettings take(Map<String, YamlCursor.Field> sections, SettingsReader settings) {
        String prefix = SectionKey.MATRIX.path() + ".";
        Map<String, YamlCursor.Field> fields = new LinkedHashMap<>();
        sections.forEach((path, field) -> {
            if (path.startsWith(prefix)) {
                fields.put(path.substring(prefix.length()), field);
            }
        });
        sections.keySet().removeIf(path -> path.startsWith(prefix));
        Map<SettingKey, List<SettingValue>> factors = new LinkedHashMap<>();
        for (String path : CROSSED_ANYWAY) {
            YamlCursor.Field field = fields.remove(path);
            if (field != null) {
                field.name().problem("a setting that varies", "Put " + path + " at the top of the file");
            }
        }
        Sections.refuseUnknown(fields, List.of(), "a setting to vary");
        fields.forEach((path, field) ->
                SettingKey.named(path).ifPresent(key -> factors.put(key, values(key, field.value(), settings))));
        return new GridSettings(factors);
    }

    private static List<SettingValue> values(SettingKey key, YamlCursor list, SettingsReader settings) {
        List<SettingValue> values = new ArrayList<>();
        List<YamlCursor> items = list.items(EXPECTED);
        if (list.isList() && items.isEmpty()) {
            list.problem("at least one value");
        }
        for (YamlCursor item : items) {
            Optional<SettingValue> value = settings.read(key, item);
            if (value.isPresent()
                    && values.stream()
                            .anyMatch(known -> known.text().equals(value.get().text()))) {
                item.problem("each value of " + key.path() + " once");
            } else {
                value.ifPresent(values::add);
            }
        }
        return values;
    }

    long size() {
        return factors.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    }

    /** Every combination, the last factor running fastest. */
    Stream<Map<SettingKey, SettingValue>> combinations() {
        Stream<Map<SettingKey, SettingValue>> all = Stream.of(Map.of());
        for (Map.Entry<SettingKey, List<SettingValue>> factor : factors.entrySet()) {
            all = all.flatMap(chosen -> factor.getValue().stream().map(value -> {
                Map<SettingKey, SettingValue> more = new EnumMap<>(SettingKey.class);
                more.putAll(chosen);
                more.put(factor.getKey(), value);
                return more;
            }));
        }
        return all;
    }
}
