package marginlab.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.protocol.ScoredColumn;
import marginlab.report.gate.Baseline.Line;
import marginlab.report.gate.Baseline.Seed;
import marginlab.report.gate.GateResult.Entry;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.PairDecisions;
import marginlab.report.table.SeedPairing;
import marginlab.report.table.SeedPairing.Pair;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.PooledDifferences;
import marginlab.stats.Summary;

/**
 * Measures a sweep by a baseline.
 *
 * <p>A cell's difference (new minus baseline) is paired by seed. Two intervals tell how sure it is: over seeds, with the
 * scatter pooled over the rows of a protocol, and over face pairs where both kept their decisions. Where there are both, seeds
 * and pairs add their variances: {@code half width = sqrt(seeds^2 + pairs^2)}. One seed has the pairs alone, which know
 * nothing of how much training scatters.
 *
 * <p>A cell passed when its interval at 95 % begins above minus the tolerance. It regressed when its interval ends below at {@code
 * 1 - 0.05 / cells}, so that one cell in twenty does not fail a sweep in which nothing changed; a sweep passes only when
 * all cells do, which needs no such correction.
 */
public final class Gate {

    private final Baseline baseline;
    private final AccuracyTable table;
    private final PairDecisions decisions;
    private final double tolerance;

    private Gate(Baseline baseline, SweepResults sweep, double tolerance) {
        this.baseline = baseline;
        this.table = AccuracyTable.of(sweep);
        this.decisions = new PairDecisions(sweep);
        this.tolerance = tolerance;
    }

    /**
     * The verdict on a sweep.
     *
     * @param tolerance a loss of accuracy that is accepted, a fraction: 0.005 is half a point
     */
    public static GateResult check(Baseline baseline, SweepResults sweep, double tolerance) {
        return new Gate(baseline, sweep, tolerance).check();
    }

    private GateResult check() {
        List<String> differences = new ArrayList<>();
        List<Matched> matched = new ArrayList<>();
        for (Line line : baseline.rows()) {
            List<TableRow> candidates = table.rows().stream()
                    .filter(row -> row.objective().equals(line.objective()))
                    .toList();
            Optional<TableRow> row = candidates.stream()
                    .filter(candidate -> SettingDifferences.of(line, candidate).isEmpty())
                    .findFirst();
            if (row.isEmpty() && !candidates.isEmpty()) {
                differences.addAll(SettingDifferences.of(line, candidates.get(0)));
            }
            line.protocols().forEach((set, seeds) -> matched.add(matched(line, set, seeds, row)));
        }
        return new GateResult(verdicts(matched), differences.stream().distinct().toList(), tolerance);
    }

    /** A cell of the baseline with the cell of the sweep, which is null where there is none that compares. */
    private record Matched(String objective, String set, List<Seed> seeds, Cell cell, boolean differs) {
        List<Pair> pairs() {
            List<Cell.Sample> theirs = seeds.stream()
                    .map(seed -> new Cell.Sample(seed.seed(), "", seed.accuracy(), null))
                    .toList();
            return cell == null
                    ? List.of()
                    : SeedPairing.matched(
                            cell, new Cell(set, "", theirs, List.of(), List.of(), Cell.Rank.OTHER, false, List.of()));
        }

        Optional<Summary> difference() {
            List<Double> differences = pairs().stream()
                    .map(pair -> pair.ours().accuracy() - pair.theirs().accuracy())
                    .toList();
            return differences.isEmpty() ? Optional.empty() : Optional.of(new Summary(differences));
        }
    }

    private Matched matched(Line line, String set, List<Seed> seeds, Optional<TableRow> row) {
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
        double corrected = 1 - (1 - Interval.CONFIDENCE) / Math.max(1, matched.size());
        return matched.stream()
                .map(cell -> entry(cell, pools.get(cell.set()), corrected))
                .toList();
    }

    private Entry entry(Matched cell, PooledDifferences pool, double corrected) {
        Optional<Double> old = cell.seeds().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Summary(cell.seeds().stream().map(Seed::accuracy).toList()).mean());
        Optional<Double> now =
                Optional.ofNullable(cell.cell()).flatMap(Cell::summary).map(Summary::mean);
        Optional<Summary> difference = cell.difference();
        Optional<PairedDecisions> decided = pairs(cell);
        Optional<Interval> interval = interval(difference, decided, pool, Interval.CONFIDENCE);
        return new Entry(
                cell.objective(),
                cell.set(),
                old,
                now,
                difference.map(Summary::mean),
                interval,
                verdict(cell, interval, interval(difference, decided, pool, corrected)));
    }

    private GateVerdict verdict(Matched cell, Optional<Interval> interval, Optional<Interval> corrected) {
        if (cell.differs()) {
            return GateVerdict.NOT_COMPARABLE;
        }
        Optional<ScoredColumn> column = column(cell.set());
        if (corrected
                .filter(i -> GateVerdict.of(better(i, column), tolerance) == GateVerdict.REGRESSED)
                .isPresent()) {
            return GateVerdict.REGRESSED;
        }
        if (cell.seeds().isEmpty() || cell.pairs().size() < cell.seeds().size()) {
            return GateVerdict.INCOMPLETE;
        }
        return interval.filter(i -> GateVerdict.of(better(i, column), tolerance) == GateVerdict.PASSED)
                .map(i -> GateVerdict.PASSED)
                .orElse(GateVerdict.INCONCLUSIVE);
    }

    private Optional<ScoredColumn> column(String set) {
        return table.columns().stream().filter(one -> one.set().equals(set)).findFirst();
    }

    /** A difference as it counts: of a figure of errors, the other way round. */
    private static Interval better(Interval difference, Optional<ScoredColumn> column) {
        boolean isOfErrors = column.filter(one -> one.better(1) < 0).isPresent();
        return isOfErrors ? new Interval(-difference.high(), -difference.low()) : difference;
    }

    private static Optional<Interval> interval(
            Optional<Summary> difference,
            Optional<PairedDecisions> decided,
            PooledDifferences pool,
            double confidence) {
        Optional<Interval> seeds = difference.flatMap(summary -> pool.interval(summary, confidence));
        Optional<Interval> pairs = decided.map(decisions -> decisions.interval(confidence));
        return seeds.isPresent() && pairs.isPresent()
                ? Optional.of(together(difference.orElseThrow().mean(), seeds.get(), pairs.get()))
                : seeds.or(() -> pairs);
    }

    private static Interval together(double mean, Interval seeds, Interval pairs) {
        double half = Math.hypot(seeds.halfWidth(), pairs.halfWidth());
        return new Interval(mean - half, mean + half);
    }

    private Optional<PairedDecisions> pairs(Matched cell) {
        Map<Long, Seed> bySeed = cell.seeds().stream().collect(Collectors.toMap(Seed::seed, seed -> seed));
        List<boolean[]> ours = new ArrayList<>();
        List<boolean[]> theirs = new ArrayList<>();
        for (Pair pair : cell.pairs()) {
            BitVector kept = bySeed.get(pair.ours().seed()).decisions();
            Optional<boolean[]> now = column(cell.set())
                    .flatMap(column -> decisions.of(pair.ours().trial(), column));
            if (kept == null || now.isEmpty() || now.get().length != kept.count()) {
                return Optional.empty();
            }
            ours.add(now.get());
            theirs.add(kept.unpacked());
        }
        return ours.isEmpty() ? Optional.empty() : Optional.of(PairedDecisions.of(ours, theirs));
    }
}
