/**
 * The first experiment for faces that somebody has: what is there, which people are kept for verification, and the two files
 * that {@code init} writes.
 *
 * <p>In: a folder of people, or a package of InsightFace. Out: the text of an experiment, of catalog rows and of their lists.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One person in five is held out, 20 at least where there are so many and 600 at most: pairs are what decides whether two
 *       losses can be told apart, and LFW has 6,000.
 *   <li>Folds are dealt so that each has about as many genuine pairs, and all take as many as the poorest has: the ten-fold
 *       protocol cuts the list into equal parts.
 * </ul>
 */
package marginlab.dataset.draft;
