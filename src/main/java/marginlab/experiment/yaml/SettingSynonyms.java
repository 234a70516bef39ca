package marginlab.experiment.yaml;

import java.util.Map;
import java.util.Optional;

/** What other trainers call our settings: the names that people bring along. */
final class SettingSynonyms {
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("epochs", "schedule.stop-at"),
            Map.entry("num-epoch", "schedule.stop-at"),
            Map.entry("iterations", "schedule.stop-at"),
            Map.entry("lr", "schedule.rate"),
            Map.entry("learning-rate", "schedule.rate"),
            Map.entry("lr-steps", "schedule.divide-at"),
            Map.entry("wd", "schedule.decay"),
            Map.entry("weight-decay", "schedule.decay"),
            Map.entry("mom", "schedule.momentum"),
            Map.entry("batch-size", "schedule.batch"),
            Map.entry("warmup-epoch", "schedule.warm-up"),
            Map.entry("sample-rate", "class-rate"),
            Map.entry("network", "backbone"),
            Map.entry("embedding-size", "embedding"),
            Map.entry("image-size", "input"),
            Map.entry("loss", "losses"),
            Map.entry("val-targets", "verify"));

    private SettingSynonyms() {}

    /** Our name for a setting that somebody calls otherwise. */
    static Optional<String> ours(String name) {
        return Optional.ofNullable(SETTINGS.get(name.replace('_', '-')));
    }
}
