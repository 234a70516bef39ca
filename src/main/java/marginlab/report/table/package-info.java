/**
 * The accuracy table of an experiment, the one model behind every output, and what was found in it.
 *
 * <p>In: {@link marginlab.report.table.SweepResults}, the planned trials and their runs. Out: rows, cells, comparisons
 * with the baseline.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One {@code AccuracyTable} is behind every output, so that no two of them can disagree.
 *   <li>Nothing in an output is the time or the place of its writing: the same results give the same bytes.
 *   <li>Scores that a run left are read where they are whole, for tests by pair and for ROC curves; a report is written
 *       without them where they are gone.
 *   <li>Who is on a pair is told from equal image files and genuine pairs, since verification files do not say it; that
 *       is what the intervals of new people are of.
 *   <li>Rows print the paper's figure beside ours, and the difference only where data, backbone, schedule, scale and
 *       every other setting that the paper or its trainer states are the paper's: a run with the straight-through
 *       gradient is another setting.
 * </ul>
 */
package marginlab.report.table;
