package marginlab.experiment.setting;

import java.nio.file.Path;
import java.util.List;
import marginlab.file.text.ShellVariables;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Where the weights of a training start.
 *
 * @param file of weights that somebody trained, as it was written, with environment variables; empty where they are drawn
 * @param centres whether the class centres are taken from the file too
 * @param frozen whether the backbone stays as it starts, and only what stands on the embedding is trained
 */
public record FirstWeights(String file, boolean centres, boolean frozen) {
    /** Drawn by the seed. */
    public static final FirstWeights DRAWN = new FirstWeights("", false, false);

    static final String NOTHING = "none";
    static final String BACKBONE = "backbone";

    static final List<String> FREEZES = List.of(NOTHING, BACKBONE);

    /** Under which a trial keeps the fingerprint of the file; no dataset can be called so. */
    public static final String FINGERPRINT = "init: file";

    /**
     * The file, seen from the folder in which the program runs.
     *
     * @throws ProblemException where a variable of its path is not set
     */
    public Path path() {
        try {
            return Path.of(ShellVariables.fill(file, System.getenv()));
        } catch (ShellVariables.UnsetException e) {
            throw new ProblemException(new Problem(
                    SettingKey.INIT_FILE.path() + " " + file,
                    "the environment variable " + e.getMessage() + ", which is not set",
                    "a value for it, or ${" + e.getMessage() + ":-folder}"));
        }
    }

    /** Whether there is a file of them. */
    public boolean isFile() {
        return !file.isEmpty();
    }

    String freeze() {
        return frozen ? BACKBONE : NOTHING;
    }
}
