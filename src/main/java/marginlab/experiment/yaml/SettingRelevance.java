package marginlab.experiment.yaml;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.experiment.expand.LossReader;
import marginlab.experiment.setting.SettingKey;
import marginlab.loss.margin.LossFactor;

/** Which settings change some losses and leave others as they are. */
public final class SettingRelevance {
    private static final Map<SettingKey, LossFactor> FACTORS = new EnumMap<>(Map.of(
            SettingKey.SCALE, LossFactor.SCALE,
            SettingKey.LEARN_SCALE, LossFactor.SCALE,
            SettingKey.GRADIENT, LossFactor.GRADIENT,
            SettingKey.BEYOND_PI, LossFactor.BEYOND_PI,
            SettingKey.SMOOTHING, LossFactor.SMOOTHING));

    /** Those that are written for one purpose; a scale stands in files whose losses are replaced, too. */
    static final List<SettingKey> ON_PURPOSE =
            List.of(SettingKey.LEARN_SCALE, SettingKey.GRADIENT, SettingKey.BEYOND_PI, SettingKey.SMOOTHING);

    private SettingRelevance() {}

    /** Whether a setting changes an objective with these factors. */
    public static boolean changes(SettingKey key, Set<LossFactor> factors) {
        return !FACTORS.containsKey(key) || factors.contains(FACTORS.get(key));
    }

    /** The settings that do not change it. */
    static Set<SettingKey> idle(Set<LossFactor> factors) {
        return FACTORS.keySet().stream().filter(key -> !changes(key, factors)).collect(Collectors.toUnmodifiableSet());
    }

    /** {@code gradient changes nothing in NS}, for settings that tell two rows of a loss apart. */
    static String idleness(List<SettingKey> keys, String label) {
        String names = keys.stream().map(SettingKey::path).collect(Collectors.joining(" and "));
        return names + (keys.size() == 1 ? " changes" : " change") + " nothing in " + label;
    }

    /** Which of some losses have a setting. */
    static String hint(SettingKey key, List<LossReader.Loss> losses) {
        List<String> having = losses.stream()
                .filter(loss -> changes(key, loss.objective().factors()))
                .map(LossReader.Loss::label)
                .distinct()
                .limit(5)
                .toList();
        return having.isEmpty()
                ? "No loss of the file has it; ArcFace(0.5) would"
                : "Of the file's losses " + String.join(", ", having) + (having.size() == 1 ? " has it" : " have it");
    }
}
