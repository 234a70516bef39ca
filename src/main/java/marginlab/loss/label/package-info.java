/**
 * The text of a loss: its numbers, what they may be, and what is said of a label that cannot be read.
 *
 * <p>In: numbers and text. Out: the shortest text that reads back as the same number.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A label is the name everywhere; {@link marginlab.loss.Objective#parse} and {@code label} are inverses.
 * </ul>
 */
package marginlab.loss.label;
