package marginlab.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import marginlab.report.table.TableRow;

/** What keeps a row from being compared with a line of a baseline: settings or data that are not the same. */
final class SettingDifferences {
    private SettingDifferences() {}

    /** One text each: {@code backbone: IR-50 in the baseline, IR-18 now}; empty when they can be compared. */
    static List<String> of(Baseline.BaselineRow line, TableRow row) {
        List<String> differences = new ArrayList<>();
        add(line.settings(), row.trials().get(0).settings().flat(), "", differences);
        add(line.fingerprints(), row.trials().get(0).fingerprints(), "data ", differences);
        return differences;
    }

    private static void add(Map<String, String> old, Map<String, String> now, String kind, List<String> differences) {
        SortedSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String before = old.getOrDefault(name, "none");
            String after = now.getOrDefault(name, "none");
            if (!before.equals(after)) {
                differences.add(kind + name + ": " + before + " in the baseline, " + after + " now");
            }
        }
    }
}
