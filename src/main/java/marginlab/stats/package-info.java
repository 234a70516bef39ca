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
 *   <li>Differences between rows are paired by seed. With three seeds a row alone has two degrees of freedom and finds hardly
 *       anything after a correction over a table; one variance for a whole column lends a noisy row a quiet one's precision.
 *       So each row's variance is moderated over rows and columns ({@link RowNoise}).
 *   <li>All comparisons with baselines are one family ({@link BaselineContrasts}): intervals hold all at once, by Dunnett's
 *       distribution, and verdicts are read off them, "equal" too. Holm's step-down test finds as much, but has no intervals
 *       to stand beside it. What a test may claim of its degrees of freedom was set so that at most 5 % of simulated tables have
 *       a false verdict.
 *   <li>What holds of these test people need not hold of others. The variance of people ({@link PeopleVariance}) is added to that
 *       of seeds; it counts pairs that share a person. A bootstrap over three seeds and the people would draw one seed three
 *       times in one replicate of nine, and its product weights count the noise of an impostor pair three times.
 *   <li>Which rows are level with the best is decided among all pairs of rows, since the best was chosen by its figure:
 *       tested as if it had been named before, one of ten equal rows was denied the mark in 19 % of simulated tables.
 *   <li>Decisions of several seeds on the same face pairs are averaged by pair first; test, interval and direction are
 *       then all of that mean. For one seed the test is McNemar's.
 *   <li>Tests agree with SciPy 1.17 to ten digits and more; its values stand in the tests.
 * </ul>
 */
package marginlab.stats;
