package marginlab.report.table;

import java.util.List;

/**
 * What was found, computed once for every output.
 *
 * @param sweep the trials and their runs
 * @param decisions what the runs decided on each pair
 * @param table the accuracy table
 * @param comparisons of its rows with the baseline
 */
public record Findings(
        SweepResults sweep, PairDecisions decisions, AccuracyTable table, List<BaselineComparison> comparisons) {
    public static Findings of(SweepResults sweep) {
        SweepResults remembering = sweep.remembering();
        PairDecisions decisions = new PairDecisions(remembering);
        AccuracyTable table = AccuracyTable.of(remembering);
        return new Findings(remembering, decisions, table, BaselineComparisons.of(remembering, decisions, table));
    }

    /** The best value of each parameter of which the rows try three or more, in each column. */
    public List<BestMargin> bestMargins() {
        return BestMargin.of(table);
    }

    /** Methods of others that have a figure in one of the columns. */
    public List<ImportedRow> imported() {
        return ImportedRow.of(sweep.imported(), table.columns());
    }
}
