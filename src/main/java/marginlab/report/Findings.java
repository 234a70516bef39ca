package marginlab.report;

import java.util.List;

/**
 * What was found, computed once for every output.
 *
 * @param sweep the trials and their runs
 * @param table the accuracy table
 * @param comparisons of its rows with the baseline
 */
record Findings(Sweep sweep, Table table, List<Comparison> comparisons) {
    static Findings of(Sweep sweep) {
        Table table = Table.of(sweep);
        return new Findings(sweep, table, Comparisons.of(sweep, table));
    }
}
