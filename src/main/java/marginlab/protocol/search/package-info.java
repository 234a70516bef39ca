/**
 * Search of probes in galleries.
 *
 * <p>In: embeddings of probes and a gallery of any size. Out: ranks, rates, average precision, angles.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A gallery is never held: blocks of 2,048 rows are multiplied with the probes and their scores forgotten. What a
 *       protocol needs of them, the best few of each probe and the highest impostors, is kept exactly behind one
 *       comparison a score.
 *   <li>Blocks of a list or of a gallery are read and brought to length 1 while the block before is worked on.
 *   <li>An identity with one image has no angle to its own centre: it is left out of {@code intra} and counted in a
 *       note.
 * </ul>
 */
package marginlab.protocol.search;
