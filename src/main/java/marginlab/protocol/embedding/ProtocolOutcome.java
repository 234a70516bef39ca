package marginlab.protocol.embedding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a protocol says of one set of embeddings.
 *
 * @param set name of the dataset: {@code lfw}
 * @param variant the rules that were used: {@code ten-fold}
 * @param metrics figures by name, fractions where they are rates: {@code accuracy}, {@code std}, {@code tar@far=1e-3}; {@code
 *     epoch} is the one that was scored, counting from 1. An absent figure is an absent key
 * @param folds accuracy of each fold, in order; empty where the protocol has none
 * @param notes why a figure is absent, and what was left out, a line each: {@code 12 of 7000 pairs skipped: image missing}
 */
public record ProtocolOutcome(
        String set, String variant, SortedMap<String, Double> metrics, List<Double> folds, List<String> notes) {
    public ProtocolOutcome {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        folds = List.copyOf(folds);
        notes = List.copyOf(notes);
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            if (!Double.isFinite(metric.getValue())) {
                throw new IllegalArgumentException(
                        set + " " + variant + ": " + metric.getKey() + " is " + metric.getValue());
            }
        }
    }

    public ProtocolOutcome(String set, String variant, SortedMap<String, Double> metrics, List<Double> folds) {
        this(set, variant, metrics, folds, List.of());
    }

    /** The same with one more figure. */
    public ProtocolOutcome with(String name, double figure) {
        SortedMap<String, Double> more = new TreeMap<>(metrics);
        more.put(name, figure);
        return new ProtocolOutcome(set, variant, more, folds, notes);
    }

    /** The same with one more note. */
    public ProtocolOutcome noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new ProtocolOutcome(set, variant, metrics, folds, more);
    }
}
