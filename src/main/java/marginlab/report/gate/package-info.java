/**
 * The accuracy gate: results measured by a baseline that is kept.
 *
 * <p>In: the results of a sweep and a baseline. Out: a verdict with its exit code.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Each cell is judged by its own noise, moderated by the other rows', and by its pairs alone where seeds are few: with the
 *       scatter of all rows pooled, one noisy row kept every other one undecided.
 *   <li>Beyond a limit a fall fails without a test. With two seeds hardly a test finds a fall of nine points, and a gate that
 *       lets it pass is none.
 * </ul>
 */
package marginlab.report.gate;
