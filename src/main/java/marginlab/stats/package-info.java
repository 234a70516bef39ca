/**
 * What replicates and paired decisions say, and how surely.
 *
 * <p>In: plain numbers and decisions. Out: summaries, intervals, tests, verdicts.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>An absent figure is an empty {@code Optional}, never NaN: one replicate has no deviation and no interval.
 *   <li>Intervals are Student's at 95 % unless a caller says otherwise.
 *   <li>Differences between rows are paired by seed, and their scatter is pooled over the rows of a column: with three seeds
 *       a row alone has two degrees of freedom and, after Holm's correction over a table, finds hardly anything. The test
 *       of the row alone is reported beside it.
 *   <li>Decisions of several seeds on the same face pairs are averaged by pair first; the sign test over pairs is then
 *       McNemar's for one seed, and does not count a pair once a seed.
 *   <li>Tests agree with SciPy 1.17 to ten digits and more; its values stand in the tests.
 * </ul>
 */
package marginlab.stats;
