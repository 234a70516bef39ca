package marginlab.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import marginlab.store.record.Run;

/**
 * One thing about how the runs were made.
 *
 * @param name what: commit, engine, processor
 * @param value the value that all runs share, or each value with its number of runs
 * @param kind class name: {@code differs} where runs do not share it
 */
public record ProvenanceLine(String name, String value, String kind) {

    /** The number of a process, which says nothing afterwards. */
    public static final String PROCESS = "pid";

    public static List<ProvenanceLine> of(List<Run> runs) {
        SortedMap<String, SortedMap<String, Integer>> values = new TreeMap<>();
        runs.forEach(run -> run.provenance().forEach((name, value) -> {
            if (!name.equals(PROCESS)) {
                values.computeIfAbsent(name, n -> new TreeMap<>()).merge(value, 1, Integer::sum);
            }
        }));
        List<ProvenanceLine> lines = new ArrayList<>();
        values.forEach((name, counts) -> lines.add(
                counts.size() == 1
                        ? new ProvenanceLine(name, counts.firstKey(), "")
                        : new ProvenanceLine(name, each(counts), "differs")));
        return lines;
    }

    private static String each(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + " runs)")
                .collect(Collectors.joining("; "));
    }
}
