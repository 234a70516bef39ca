package marginlab.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginlab.protocol.ScoredColumn;
import marginlab.report.gate.Baseline.BaselineRow;
import marginlab.report.gate.Baseline.Seed;
import marginlab.report.gate.GateResult.CheckedCell;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.PairDecisions;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.run.code.TrainedCode;
import marginlab.stats.Interval;
import marginlab.stats.Summary;

/**
 * Measures a sweep by a baseline, each cell by itself.
 *
 * <p>A cell's difference (new minus baseline) is paired by seed. A cell whose every decision on every pair is that of the baseline
 * passes exactly. A fall beyond the limit fails, whatever the noise: nobody wants to hear that nine points may be luck. Between
 * the two, {@link GateNoise} tells how sure a difference is.
 *
 * <p>A cell passed when its interval at 95 % begins above minus the tolerance. It regressed when its interval ends below at {@code
 * 1 - 0.05 / cells}, so that one cell in twenty does not fail a sweep in which nothing changed; a sweep passes only when
 * all cells do, which needs no such correction.
 */
public final class Gate {
    private static final double ROUNDING = 1e-9;

    private final Baseline baseline;
    private final AccuracyTable table;
    private final PairDecisions decisions;
    private final GateTolerance tolerance;
    private final TrainedCode trained;

    private Gate(Baseline baseline, SweepResults sweep, GateTolerance tolerance) {
        this.baseline = baseline;
        this.table = AccuracyTable.of(sweep);
        this.decisions = new PairDecisions(sweep);
        this.tolerance = tolerance;
        this.trained = TrainedCode.of(sweep.runs());
    }

    /** The verdict on a sweep. */
    public static GateResult check(Baseline baseline, SweepResults sweep, GateTolerance tolerance) {
        return new Gate(baseline, sweep, tolerance).check();
    }

    private GateResult check() {
        List<String> differences = new ArrayList<>();
        List<GateCell> cells = new ArrayList<>();
        for (BaselineRow line : baseline.rows()) {
            List<TableRow> candidates = table.rows().stream()
                    .filter(row -> row.objective().equals(line.objective()))
                    .toList();
            Optional<TableRow> row = candidates.stream()
                    .filter(candidate -> SettingDifferences.of(line, candidate).isEmpty())
                    .findFirst();
            List<String> why =
                    row.isEmpty() && !candidates.isEmpty() ? SettingDifferences.of(line, candidates.get(0)) : List.of();
            differences.addAll(why);
            line.protocols().forEach((set, seeds) -> cells.add(cell(line, set, seeds, row, why)));
        }
        GateNoise noise = new GateNoise(cells);
        double corrected = 1 - (1 - Interval.CONFIDENCE) / Math.max(1, cells.size());
        return new GateResult(
                cells.stream().map(cell -> entry(cell, noise, corrected)).toList(),
                differences.stream().distinct().toList(),
                tolerance,
                trained.lines());
    }

    private GateCell cell(
            BaselineRow line, String set, List<Seed> seeds, Optional<TableRow> row, List<String> differences) {
        Cell now = row.flatMap(found -> found.cells().stream()
                        .filter(one -> one.set().equals(set))
                        .findFirst())
                .orElse(null);
        Optional<ScoredColumn> column =
                table.columns().stream().filter(one -> one.set().equals(set)).findFirst();
        return GateCell.of(line, set, seeds, now, differences, column, decisions);
    }

    private CheckedCell entry(GateCell cell, GateNoise noise, double corrected) {
        Optional<Interval> interval = noise.interval(cell, Interval.CONFIDENCE);
        GateVerdict verdict = verdict(cell, interval, noise.interval(cell, corrected));
        return new CheckedCell(
                cell.objective(),
                cell.trained(),
                cell.set(),
                cell.before(),
                cell.now(),
                cell.difference().map(Summary::mean),
                interval,
                verdict,
                GateReason.of(cell, interval, verdict, tolerance));
    }

    private GateVerdict verdict(GateCell cell, Optional<Interval> interval, Optional<Interval> corrected) {
        if (!cell.differences().isEmpty()) {
            return GateVerdict.NOT_COMPARABLE;
        }
        boolean fellBeyondTheLimit =
                cell.fall().filter(fall -> fall > tolerance.limit() + ROUNDING).isPresent();
        if (fellBeyondTheLimit
                || corrected
                        .filter(i -> GateVerdict.of(cell.better(i), tolerance.accepted()) == GateVerdict.REGRESSED)
                        .isPresent()) {
            return GateVerdict.REGRESSED;
        }
        if (!cell.isComplete()) {
            return GateVerdict.INCOMPLETE;
        }
        return interval.filter(i -> GateVerdict.of(cell.better(i), tolerance.accepted()) == GateVerdict.PASSED)
                .map(i -> GateVerdict.PASSED)
                .orElse(GateVerdict.INCONCLUSIVE);
    }
}
