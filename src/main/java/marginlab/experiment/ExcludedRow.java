package marginlab.experiment;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row that the experiment leaves out on purpose.
 *
 * @param objective the objective's label
 * @param varying the settings that tell it from other rows of the objective
 * @param why which exclusion took it out, and where that stands
 */
public record ExcludedRow(String objective, SortedMap<String, String> varying, String why) {
    public ExcludedRow {
        varying = Collections.unmodifiableSortedMap(new TreeMap<>(varying));
    }
}
