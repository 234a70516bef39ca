/**
 * The words that runs are chosen with, on the command line and in the address of the live page: {@code where}, {@code sort},
 * {@code columns}, {@code group}, {@code limit}.
 *
 * <p>In: words as text, and {@link marginlab.store.query.RunRecord}s. Out: {@link marginlab.store.query.SelectedRuns}, a table
 * of runs, or of groups of runs with the mean and the deviation of each figure.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Runs are chosen in memory and not by the database: an owner keeps outlines of all runs anyway, a setting is a text in a
 *       trial's definition, and 10,000 outlines are filtered in less time than they are read.
 *   <li>A column is resolved once, not for each run; what it is called is looked for among settings before figures, so that a
 *       dataset that is named like a setting does not change what old words mean.
 *   <li>An absent figure satisfies no comparison, not even {@code !=}: {@code lfw=} asks for its absence.
 * </ul>
 */
package marginlab.store.query;
