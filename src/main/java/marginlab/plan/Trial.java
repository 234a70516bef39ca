package marginlab.plan;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.experiment.setting.FirstWeights;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.file.hash.Sha256;

/**
 * One training: an objective under settings with a seed, on data known by its content.
 *
 * @param id the first 12 hexadecimal digits of the SHA-256 of everything else here, in its canonical form
 * @param objective the objective's label, its name everywhere
 * @param settings everything else that was chosen
 * @param seed of all randomness
 * @param repeat which training of the same with the same seed, counting from 1: what repeats tell apart is the noise floor
 * @param fingerprints content hash of each dataset, by name, and of the file of first weights; of a network that others trained
 *     its file's too
 */
public record Trial(
        String id, String objective, Settings settings, long seed, int repeat, Map<String, String> fingerprints) {
    /** Of a network that others trained, from seeds that nobody tells. */
    public static final long NO_SEED = 0;

    /** What stands in the place of a seed where nothing is drawn. */
    public static final String NO_SEED_TEXT = "none";

    private static final int ID_DIGITS = 12;
    private static final String NETWORK = "network ";

    public Trial {
        if (repeat < 1) {
            throw new IllegalArgumentException("repeat " + repeat + ", expected 1 or more");
        }
        fingerprints = Collections.unmodifiableMap(new TreeMap<>(fingerprints));
    }

    /** What the hash of a network's file is called among the fingerprints; no dataset can have such a name. */
    public static String networkKey(String name) {
        return NETWORK + name;
    }

    /** The hash of the network that others trained. */
    public String networkHash() {
        return fingerprints.get(networkKey(objective));
    }

    /** The trial of that content, with its id; the first with its seed. */
    public static Trial of(String objective, Settings settings, long seed, Map<String, String> fingerprints) {
        return of(objective, settings, seed, 1, fingerprints);
    }

    /** The trial of that content, with its id. */
    public static Trial of(
            String objective, Settings settings, long seed, int repeat, Map<String, String> fingerprints) {
        return new Trial(
                id(content(objective, settings.flat(), seed, repeat, fingerprints)),
                objective,
                settings,
                seed,
                repeat,
                fingerprints);
    }

    /** The same with another seed. */
    public Trial with(long other, int again) {
        return of(objective, settings, other, again, fingerprints);
    }

    /** Whether it is the first training of its row, one with the first of these seeds. */
    boolean isFirstOf(List<Long> seeds) {
        return settings.isTraining() && repeat == 1 && seed == seeds.get(0);
    }

    /**
     * What its network follows from, as an id: trials that share it differ in their verification sets alone. A set that is
     * watched decides when training ends or which epoch is taken, so it is part of it.
     */
    public String training() {
        SortedMap<String, String> chosen = settings.flat();
        chosen.remove(SettingKey.VERIFY.path());
        Map<String, String> read = new TreeMap<>(fingerprints);
        Set<String> deciding = new HashSet<>(settings.trainingDatasets());
        deciding.add(FirstWeights.FINGERPRINT);
        read.keySet().retainAll(deciding);
        return id(content(objective, chosen, seed, repeat, read));
    }

    /** {@code 7}; of what was trained again {@code 7, repeat 2}; {@code none} of what others trained. */
    public String seedText() {
        if (!settings.isTraining()) {
            return NO_SEED_TEXT;
        }
        return repeat == 1 ? String.valueOf(seed) : seed + ", repeat " + repeat;
    }

    /** One line of JSON with sorted names and every setting in its one text form; {@link #fromJson} reads it back. */
    public String toJson() {
        return TrialJson.of(Optional.of(id), objective, settings.flat(), seed, repeat, fingerprints)
                .text();
    }

    /**
     * Reads a trial.
     *
     * @throws IllegalArgumentException when the text is no trial, or its id is not that of its content
     */
    public static Trial fromJson(String json) {
        return new TrialReader().read(json);
    }

    /**
     * The trial of a document whose settings are read.
     *
     * @param known whether the id is known to be that of the content
     */
    static Trial of(TrialJson read, TrialReader.Shared shared, boolean known) {
        int repeat = read.repeat().orElse(1);
        String id = read.id().orElseThrow();
        if (!known) {
            String content =
                    id(content(read.objective(), shared.canonical(), read.seed(), repeat, read.fingerprints()));
            if (!content.equals(id)) {
                throw new IllegalArgumentException("the trial " + id + " has the content of " + content);
            }
        }
        return new Trial(id, read.objective(), shared.settings(), read.seed(), repeat, read.fingerprints());
    }

    private static String content(
            String objective, Map<String, String> settings, long seed, int repeat, Map<String, String> fingerprints) {
        return TrialJson.of(Optional.empty(), objective, settings, seed, repeat, fingerprints)
                .text();
    }

    private static String id(String content) {
        return Sha256.hex(content).substring(0, ID_DIGITS);
    }
}
