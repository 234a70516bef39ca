package marginlab.report.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import marginlab.protocol.ScoredColumn;
import marginlab.report.gate.Baseline.BaselineRow;
import marginlab.report.gate.Baseline.Seed;
import marginlab.report.table.Cell;
import marginlab.report.table.PairDecisions;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.Summary;

/**
 * A cell of the baseline beside that of the sweep.
 *
 * @param trained whether it was trained here, and is no network of others
 * @param kept figures of the baseline by seed
 * @param current figures of the sweep by seed
 * @param differences why the two cannot be compared; empty where they can
 * @param column what the figure is; empty where the sweep has no such column
 * @param decided the decisions on the same pairs over the common seeds; empty where some are not known
 * @param identical whether every seed of the baseline is here with every decision the same
 */
record GateCell(
        String objective,
        boolean trained,
        String set,
        SortedMap<Long, Double> kept,
        SortedMap<Long, Double> current,
        List<String> differences,
        Optional<ScoredColumn> column,
        Optional<PairedDecisions> decided,
        boolean identical) {

    /** @param now the sweep's cell; null where it has none that compares */
    static GateCell of(
            BaselineRow line,
            String set,
            List<Seed> seeds,
            Cell now,
            List<String> differences,
            Optional<ScoredColumn> column,
            PairDecisions decisions) {
        SortedMap<Long, Double> kept = new TreeMap<>();
        seeds.forEach(seed -> kept.put(seed.seed(), seed.accuracy()));
        Map<Long, String> trials = now == null
                ? Map.of()
                : now.samples().stream().collect(Collectors.toMap(Cell.Sample::seed, Cell.Sample::trial));
        List<boolean[]> ours = new ArrayList<>();
        List<boolean[]> theirs = new ArrayList<>();
        boolean known = true;
        for (Seed seed : seeds) {
            if (trials.containsKey(seed.seed())) {
                Optional<boolean[]> decided = column.flatMap(one -> decisions.of(trials.get(seed.seed()), one));
                known &= seed.decisions() != null
                        && decided.filter(one -> one.length == seed.decisions().count())
                                .isPresent();
                if (known) {
                    ours.add(decided.orElseThrow());
                    theirs.add(seed.decisions().unpacked());
                }
            }
        }
        known &= !ours.isEmpty();
        return new GateCell(
                line.objective(),
                line.isTrained(),
                set,
                kept,
                now == null ? new TreeMap<>() : now.bySeed(),
                differences,
                column,
                known ? Optional.of(PairedDecisions.of(ours, theirs)) : Optional.empty(),
                known && ours.size() == seeds.size() && same(ours, theirs));
    }

    private static boolean same(List<boolean[]> ours, List<boolean[]> theirs) {
        boolean same = true;
        for (int i = 0; i < ours.size(); i++) {
            same &= Arrays.equals(ours.get(i), theirs.get(i));
        }
        return same;
    }

    Optional<Double> before() {
        return mean(kept);
    }

    /** Of the baseline's seeds alone, as the difference is; of all where it has none of them. */
    Optional<Double> now() {
        SortedMap<Long, Double> compared = new TreeMap<>(current);
        compared.keySet().retainAll(kept.keySet());
        return mean(compared.isEmpty() ? current : compared);
    }

    private static Optional<Double> mean(SortedMap<Long, Double> figures) {
        return figures.isEmpty() ? Optional.empty() : Optional.of(new Summary(List.copyOf(figures.values())).mean());
    }

    /** New minus baseline of each seed that both have. */
    Optional<Summary> difference() {
        List<Double> each = kept.keySet().stream()
                .filter(current::containsKey)
                .map(seed -> current.get(seed) - kept.get(seed))
                .toList();
        return each.isEmpty() ? Optional.empty() : Optional.of(new Summary(each));
    }

    /** How much worse it has become; below zero where it is better. */
    Optional<Double> fall() {
        return difference().map(summary -> isOfErrors() ? summary.mean() : -summary.mean());
    }

    /** Whether every seed of the baseline has a figure now. */
    boolean isComplete() {
        return !kept.isEmpty() && current.keySet().containsAll(kept.keySet());
    }

    /** Seeds of the baseline that have no figure now. */
    List<Long> missing() {
        return kept.keySet().stream().filter(seed -> !current.containsKey(seed)).toList();
    }

    /** A difference as it counts: of a figure of errors, the other way round. */
    Interval better(Interval difference) {
        return isOfErrors() ? new Interval(-difference.high(), -difference.low()) : difference;
    }

    private boolean isOfErrors() {
        return column.filter(one -> one.better(1) < 0).isPresent();
    }
}
