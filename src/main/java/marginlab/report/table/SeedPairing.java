package marginlab.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import marginlab.report.table.Cell.Sample;

/** Matches two cells of a column by seed. */
public final class SeedPairing {
    private SeedPairing() {}

    /** Accuracy of ours minus theirs for each seed that both have, in the order of the seeds. */
    static List<Double> differences(SortedMap<Long, Double> ours, SortedMap<Long, Double> theirs) {
        List<Double> differences = new ArrayList<>();
        ours.forEach((seed, accuracy) -> {
            Double other = theirs.get(seed);
            if (other != null) {
                differences.add(accuracy - other);
            }
        });
        return differences;
    }

    /** The samples of one seed. */
    public record SeedPair(Sample ours, Sample theirs) {}

    /** Matches two rows in a column: what was not trained here has no seed, and is matched with each of the other's. */
    static List<SeedPair> matched(TableRow ours, TableRow theirs, int column) {
        Cell one = ours.cells().get(column);
        Cell other = theirs.cells().get(column);
        if (ours.isTrained() == theirs.isTrained()) {
            return matched(one, other);
        }
        List<SeedPair> pairs = new ArrayList<>();
        one.samples().forEach(sample -> other.samples().forEach(against -> pairs.add(new SeedPair(sample, against))));
        return pairs;
    }

    public static List<SeedPair> matched(Cell ours, Cell theirs) {
        Map<Long, Sample> bySeed = theirs.samples().stream().collect(Collectors.toMap(Sample::seed, s -> s));
        List<SeedPair> pairs = new ArrayList<>();
        for (Sample sample : ours.samples()) {
            if (bySeed.containsKey(sample.seed())) {
                pairs.add(new SeedPair(sample, bySeed.get(sample.seed())));
            }
        }
        return pairs;
    }
}
