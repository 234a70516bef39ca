/**
 * What replicates and paired decisions say, and how surely.
 *
 * <p>In: plain numbers and decisions. Out: summaries, intervals and tests.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>An absent figure is an empty {@code Optional}, never NaN: one replicate has no deviation and no interval.
 *   <li>Intervals are Student's at 95 % unless a caller says otherwise.
 *   <li>Differences between rows are paired by seed. With three seeds a row alone has two degrees of freedom and, after
 *       Holm's correction over a table, finds hardly anything; one variance for a whole column lends a noisy row a quiet
 *       one's precision (a false verdict in 8 to 13 % of simulated tables with rows of unequal noise). So each row's
 *       variance is moderated over rows and columns ({@link RowNoise}): at most 5 % of simulated tables have a false
 *       verdict, and nearly as many differences are found. The test of the row alone is reported beside it.
 *   <li>Which rows are level with the best is decided among all pairs of rows, since the best was chosen by its figure:
 *       tested as if it had been named before, one of ten equal rows was denied the mark in 19 % of simulated tables.
 *   <li>Decisions of several seeds on the same face pairs are averaged by pair first; test, interval and direction are
 *       then all of that mean. For one seed the test is McNemar's.
 *   <li>Tests agree with SciPy 1.17 to ten digits and more; its values stand in the tests.
 * </ul>
 */
package marginlab.stats;
