package marginlab.pipeline;

import java.util.Optional;
import marginlab.plan.Trial;

/** The command line that a trial comes from. */
public final class TrialCommand {
    /** What a name of an experiment is; a store that came from elsewhere may have others, which a shell would take apart. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private TrialCommand() {}

    /**
     * What trains it where it has no result: {@code run experiments/quickstart.yaml --only 'ArcFace(0.5)'}, with the {@code --set}
     * of a variation.
     *
     * @param experiment that names it
     * @param definition the experiment's file as it was kept; empty where it was not
     * @return empty where no command can be told
     */
    public static Optional<String> of(String experiment, String definition, Trial trial) {
        int variation = experiment.indexOf("--");
        String file = variation > 0 ? experiment.substring(0, variation) : experiment;
        if (definition.isEmpty() || !file.matches(NAME)) {
            return Optional.empty();
        }
        StringBuilder command = new StringBuilder("run experiments/" + file + ".yaml");
        Variation.changes(definition)
                .forEach(change -> command.append(" --set ").append(quoted(change)));
        return Optional.of(command + " --only " + quoted(trial.objective()));
    }

    /** As a shell takes it for one word. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
