package marginlab.report;

import java.util.List;

/**
 * What was found, computed once for every output.
 *
 * @param sweep the trials and their runs
 * @param decisions what the runs decided on each pair
 * @param table the accuracy table
 * @param comparisons of its rows with the baseline
 */
record Findings(Sweep sweep, Decisions decisions, Table table, List<Comparison> comparisons) {
    static Findings of(Sweep sweep) {
        Sweep remembering = sweep.remembering();
        Decisions decisions = new Decisions(remembering);
        Table table = Table.of(remembering);
        return new Findings(remembering, decisions, table, Comparisons.of(remembering, decisions, table));
    }
}
