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
 * </ul>
 */
package marginlab.stats;
