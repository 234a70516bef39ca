/**
 * What was asked for: the rows of the table to come.
 *
 * <p>In: rows that were read. Out: an {@link marginlab.experiment.Experiment} that is complete and checked.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A row's label shows what tells it from other rows of its loss: every factor of the matrix, and of an included
 *       row what differs from the file's own settings. Sampling that was chosen by {@code auto} is kept with the trial
 *       but is no factor.
 *   <li>Settings that mean nothing under another are brought to one value ({@code divide-at} with a cosine), so that
 *       equal trainings have equal ids; where no row uses them the file is refused.
 * </ul>
 */
package marginlab.experiment;
