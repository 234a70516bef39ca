/**
 * The accuracy gate: results measured by a baseline that is kept.
 *
 * <p>In: the results of a sweep and a baseline. Out: a verdict with its exit code.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The gate takes the wider of two intervals, over seeds and over face pairs: seeds alone say nothing with one of
 *       them, pairs alone take a lucky seed for a better loss.
 * </ul>
 */
package marginlab.report.gate;
