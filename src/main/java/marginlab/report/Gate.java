package marginlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.report.Baseline.Line;
import marginlab.report.Baseline.Seed;
import marginlab.report.Check.Entry;
import marginlab.report.Pairing.Pair;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.PooledDifferences;
import marginlab.stats.Summary;
import marginlab.stats.Verdict;

/**
 * Measures a sweep by a baseline.
 *
 * <p>A cell's difference (new minus baseline) is paired by seed. Its interval is the wider of two at 95 %: over seeds, with
 * the scatter pooled over the rows of a protocol, and over face pairs where both kept their decisions. It regressed when
 * the interval ends below minus the tolerance, and passed when it begins above.
 */
public final class Gate {
    private static final double CONFIDENCE = 0.95;

    private final Baseline baseline;
    private final Table table;
    private final Decisions decisions;
    private final double tolerance;

    private Gate(Baseline baseline, Sweep sweep, double tolerance) {
        this.baseline = baseline;
        this.table = Table.of(sweep);
        this.decisions = new Decisions(sweep);
        this.tolerance = tolerance;
    }

    /**
     * The verdict on a sweep.
     *
     * @param tolerance a loss of accuracy that is accepted, a fraction: 0.005 is half a point
     */
    public static Check check(Baseline baseline, Sweep sweep, double tolerance) {
        return new Gate(baseline, sweep, tolerance).check();
    }

    private Check check() {
        List<String> differences = new ArrayList<>();
        List<Matched> matched = new ArrayList<>();
        for (Line line : baseline.rows()) {
            List<Row> candidates = table.rows().stream()
                    .filter(row -> row.objective().equals(line.objective()))
                    .toList();
            Optional<Row> row = candidates.stream()
                    .filter(candidate -> Differences.of(line, candidate).isEmpty())
                    .findFirst();
            if (row.isEmpty() && !candidates.isEmpty()) {
                differences.addAll(Differences.of(line, candidates.get(0)));
            }
            line.protocols().forEach((set, seeds) -> matched.add(matched(line, set, seeds, row)));
        }
        return new Check(verdicts(matched), differences.stream().distinct().toList(), tolerance);
    }

    /** A cell of the baseline with the cell of the sweep, which is null where there is none that compares. */
    private record Matched(String objective, String set, List<Seed> seeds, Cell cell, boolean differs) {
        List<Pair> pairs() {
            List<Cell.Sample> theirs = seeds.stream()
                    .map(seed -> new Cell.Sample(seed.seed(), "", seed.accuracy(), null))
                    .toList();
            return cell == null
                    ? List.of()
                    : Pairing.matched(cell, new Cell(set, "", theirs, List.of(), Cell.Rank.OTHER, false, List.of()));
        }

        Optional<Summary> difference() {
            List<Double> differences = pairs().stream()
                    .map(pair -> pair.ours().accuracy() - pair.theirs().accuracy())
                    .toList();
            return differences.isEmpty() ? Optional.empty() : Optional.of(new Summary(differences));
        }
    }

    private Matched matched(Line line, String set, List<Seed> seeds, Optional<Row> row) {
        boolean differs = row.isEmpty()
                && table.rows().stream().anyMatch(other -> other.objective().equals(line.objective()));
        Cell cell = row.flatMap(found -> found.cells().stream()
                        .filter(one -> one.set().equals(set))
                        .findFirst())
                .orElse(null);
        return new Matched(line.objective(), set, seeds, cell, differs);
    }

    private List<Entry> verdicts(List<Matched> matched) {
        Map<String, PooledDifferences> pools = matched.stream()
                .collect(Collectors.groupingBy(
                        Matched::set,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                cells -> new PooledDifferences(cells.stream()
                                        .flatMap(cell -> cell.difference().stream())
                                        .toList()))));
        return matched.stream().map(cell -> entry(cell, pools.get(cell.set()))).toList();
    }

    private Entry entry(Matched cell, PooledDifferences pool) {
        Optional<Double> old = cell.seeds().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Summary(cell.seeds().stream().map(Seed::accuracy).toList()).mean());
        Optional<Double> now =
                Optional.ofNullable(cell.cell()).flatMap(Cell::summary).map(Summary::mean);
        Optional<Interval> interval = interval(cell, pool);
        return new Entry(
                cell.objective(),
                cell.set(),
                old,
                now,
                cell.difference().map(Summary::mean),
                interval,
                verdict(cell, interval));
    }

    private Verdict verdict(Matched cell, Optional<Interval> interval) {
        if (cell.differs()) {
            return Verdict.NOT_COMPARABLE;
        }
        if (cell.seeds().isEmpty() || cell.pairs().size() < cell.seeds().size()) {
            return interval.filter(i -> Verdict.of(i, tolerance) == Verdict.REGRESSED)
                    .map(i -> Verdict.REGRESSED)
                    .orElse(Verdict.INCOMPLETE);
        }
        return interval.map(i -> Verdict.of(i, tolerance)).orElse(Verdict.INCONCLUSIVE);
    }

    private Optional<Interval> interval(Matched cell, PooledDifferences pool) {
        Optional<Interval> seeds = cell.difference().flatMap(difference -> pool.interval(difference, CONFIDENCE));
        Optional<Interval> pairs = pairs(cell).map(decided -> decided.interval(CONFIDENCE));
        return seeds.isPresent() && pairs.isPresent()
                ? Optional.of(wider(seeds.get(), pairs.get()))
                : seeds.or(() -> pairs);
    }

    private static Interval wider(Interval one, Interval other) {
        return one.halfWidth() >= other.halfWidth() ? one : other;
    }

    private Optional<PairedDecisions> pairs(Matched cell) {
        Map<Long, Seed> bySeed = cell.seeds().stream().collect(Collectors.toMap(Seed::seed, seed -> seed));
        List<boolean[]> ours = new ArrayList<>();
        List<boolean[]> theirs = new ArrayList<>();
        for (Pair pair : cell.pairs()) {
            Bits kept = bySeed.get(pair.ours().seed()).decisions();
            Optional<boolean[]> now = decisions.of(pair.ours().trial(), cell.set());
            if (kept == null || now.isEmpty() || now.get().length != kept.count()) {
                return Optional.empty();
            }
            ours.add(now.get());
            theirs.add(kept.unpacked());
        }
        return ours.isEmpty() ? Optional.empty() : Optional.of(PairedDecisions.of(ours, theirs));
    }
}
