package marginlab.experiment;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import marginlab.experiment.setting.Settings;
import marginlab.loss.Objective;

/**
 * A row of the table: an objective under settings, to be trained once a seed.
 *
 * @param objective what is minimised, as the experiment's label was parsed
 * @param settings everything else
 * @param varying the settings that tell this row from others of the same objective, by name; often empty
 * @param place where the experiment asks for it
 */
public record ExperimentRow(Objective objective, Settings settings, SortedMap<String, String> varying, String place) {
    public ExperimentRow {
        varying = Collections.unmodifiableSortedMap(new TreeMap<>(varying));
    }

    /** {@code ArcFace(0.5)}, or {@code NS [scale=20]} where settings vary. */
    public String label() {
        return label(objective.label(), varying);
    }

    public static String label(String objective, SortedMap<String, String> varying) {
        return varying.isEmpty()
                ? objective
                : varying.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", ", objective + " [", "]"));
    }
}
