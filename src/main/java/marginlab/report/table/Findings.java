package marginlab.report.table;

import java.util.List;
import java.util.Optional;

/**
 * What was found, computed once for every output.
 *
 * @param sweep the trials and their runs
 * @param decisions what the runs decided on each pair
 * @param table the accuracy table
 * @param rounds of its seeds; absent where all seeds were there from the start
 * @param comparisons of its rows with the baseline
 * @param untuned what is found of the same rows without the search that they had; absent where they had none, or it is open
 */
public record Findings(
        SweepResults sweep,
        PairDecisions decisions,
        AccuracyTable table,
        Optional<RoundsOfSeeds> rounds,
        List<BaselineComparison> comparisons,
        Optional<Findings> untuned) {
    public static Findings of(SweepResults sweep) {
        SweepResults remembering = sweep.remembering();
        PairDecisions decisions = new PairDecisions(remembering);
        AccuracyTable table = AccuracyTable.of(remembering);
        Optional<RoundsOfSeeds> rounds = RoundsOfSeeds.of(remembering, table);
        return new Findings(
                remembering,
                decisions,
                table,
                rounds,
                BaselineComparisons.of(remembering, decisions, table, rounds.map(RoundsOfSeeds::rounds)),
                TunedVerdict.untuned(sweep));
    }

    /** The best value of each parameter of which the rows try three or more, in each column. */
    public List<BestMargin> bestMargins() {
        return BestMargin.of(table);
    }

    /** What the search changed; nothing where there was none. */
    public List<TunedVerdict> tunedVerdicts() {
        return untuned.map(before -> TunedVerdict.of(sweep.search().orElseThrow(), before.comparisons(), comparisons))
                .orElse(List.of());
    }

    /** Methods of others that have a figure in one of the columns. */
    public List<ImportedRow> imported() {
        return ImportedRow.of(sweep.imported(), table.columns());
    }
}
