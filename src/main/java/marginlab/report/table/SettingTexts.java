package marginlab.report.table;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.ToldSettings;

/** Settings as names and values that a person reads, under the keys of the experiment file. */
public final class SettingTexts {
    /** A setting of a training, of what was not trained here. */
    private static final String NOT_TRAINED = "–";

    private SettingTexts() {}

    /** Every setting that there is something to say of, in the order of the experiment file. */
    public static Map<String, String> of(Settings settings) {
        if (!settings.isTraining()) {
            return settings.flat();
        }
        Map<String, String> all = new LinkedHashMap<>();
        for (SettingKey key : SettingKey.values()) {
            if (ToldSettings.has(key, settings)) {
                all.put(key.path(), key.of(settings));
            }
        }
        settings.definitions().texts().forEach((name, text) -> all.put(Settings.DEFINITION + name, text));
        return all;
    }

    /**
     * The names of the settings in which some of these differ; a loss that only some have defined is none, nor is what networks
     * that others trained take.
     */
    static Set<String> varying(List<Settings> many) {
        List<Map<String, String>> texts = distinct(many)
                .filter(Settings::isTraining)
                .map(SettingTexts::of)
                .toList();
        Set<String> names = new LinkedHashSet<>();
        texts.forEach(text -> names.addAll(text.keySet()));
        names.removeIf(name -> texts.stream()
                        .map(text -> text.get(name))
                        .filter(text -> text != null || !name.startsWith(Settings.DEFINITION))
                        .distinct()
                        .count()
                == 1);
        return names;
    }

    /** Those of many trials are few objects, which are told apart without a look at what they hold. */
    private static Stream<Settings> distinct(List<Settings> many) {
        Set<Settings> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return many.stream().filter(seen::add).distinct();
    }

    /** Some of the settings, by name, in the order of the names. */
    static Map<String, String> only(Settings settings, Set<String> names) {
        Map<String, String> some = new LinkedHashMap<>();
        Map<String, String> all = of(settings);
        for (String name : names) {
            String text = settings.isTraining()
                    ? SettingKey.named(name).map(key -> key.of(settings)).orElse(all.get(name))
                    : NOT_TRAINED;
            if (text != null) {
                some.put(name, text);
            }
        }
        return some;
    }

    /** A number as it is written by hand: {@code 64}, {@code 0.0005}. */
    public static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0).toPlainString() : exact.toPlainString();
    }
}
