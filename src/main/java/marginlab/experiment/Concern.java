package marginlab.experiment;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.loss.Factor;

/** Which settings change some losses and leave others as they are. */
final class Concern {
    private static final Map<Key, Factor> FACTORS = new EnumMap<>(Map.of(
            Key.SCALE, Factor.SCALE,
            Key.LEARN_SCALE, Factor.SCALE,
            Key.GRADIENT, Factor.GRADIENT,
            Key.BEYOND_PI, Factor.BEYOND_PI,
            Key.SMOOTHING, Factor.SMOOTHING));

    /** Those that are written for one purpose; a scale stands in files whose losses are replaced, too. */
    static final List<Key> ON_PURPOSE = List.of(Key.LEARN_SCALE, Key.GRADIENT, Key.BEYOND_PI, Key.SMOOTHING);

    private Concern() {}

    /** Whether a setting changes an objective with these factors. */
    static boolean changes(Key key, Set<Factor> factors) {
        return !FACTORS.containsKey(key) || factors.contains(FACTORS.get(key));
    }

    /** The settings that do not change it. */
    static Set<Key> idle(Set<Factor> factors) {
        return FACTORS.keySet().stream().filter(key -> !changes(key, factors)).collect(Collectors.toUnmodifiableSet());
    }

    /** {@code gradient changes nothing in NS}, for settings that tell two rows of a loss apart. */
    static String idleness(List<Key> keys, String label) {
        String names = keys.stream().map(Key::path).collect(Collectors.joining(" and "));
        return names + (keys.size() == 1 ? " changes" : " change") + " nothing in " + label;
    }

    /** Which of some losses have a setting. */
    static String hint(Key key, List<LossReader.Loss> losses) {
        List<String> having = losses.stream()
                .filter(loss -> changes(key, loss.factors()))
                .map(LossReader.Loss::label)
                .distinct()
                .limit(5)
                .toList();
        return having.isEmpty()
                ? "No loss of the file has it; ArcFace(0.5) would"
                : "Of the file's losses " + String.join(", ", having) + (having.size() == 1 ? " has it" : " have it");
    }
}
