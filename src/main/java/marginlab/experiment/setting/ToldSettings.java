package marginlab.experiment.setting;

import java.util.Set;

/**
 * Which settings the canonical form of a trial mentions. Those of the first version always stand in it. A setting that came
 * later stands in it only where it is not at its default: so a trial keeps the id that it had before there was the setting.
 */
public final class ToldSettings {
    /** This list is closed: a further name in it would change every id. */
    private static final Set<String> FIRST_VERSION = Set.of(
            "engine",
            "train",
            "min-images",
            "verify",
            "backbone",
            "input",
            "embedding",
            "dropout",
            "scale",
            "gradient",
            "beyond-pi",
            "flip",
            "sampling",
            "schedule.batch",
            "schedule.rate",
            "schedule.curve",
            "schedule.divide-at",
            "schedule.divide-by",
            "schedule.power",
            "schedule.warm-up",
            "schedule.stop-at",
            "schedule.momentum",
            "schedule.decay",
            "schedule.clip");

    private ToldSettings() {}

    /** Whether a trial with these settings mentions one. */
    public static boolean has(SettingKey key, Settings settings) {
        return isAlwaysTold(key) || !key.of(settings).equals(key.untold());
    }

    /** Whether every trial mentions it. */
    static boolean isAlwaysTold(SettingKey key) {
        return FIRST_VERSION.contains(key.path());
    }
}
