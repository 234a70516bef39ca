package marginlab.plan;

import java.util.Map;
import java.util.TreeMap;
import marginlab.experiment.Settings;

/**
 * One training: an objective under settings with a seed, on data known by its content.
 *
 * @param id the first 12 hexadecimal digits of the SHA-256 of everything else here
 * @param objective the objective's label, its name everywhere
 * @param settings everything else that was chosen
 * @param seed of all randomness
 * @param fingerprints content hash of each dataset, by name
 */
public record Trial(String id, String objective, Settings settings, long seed, Map<String, String> fingerprints) {
    public Trial {
        fingerprints = java.util.Collections.unmodifiableMap(new TreeMap<>(fingerprints));
    }
}
