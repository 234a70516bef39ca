/**
 * Scores verification and identification protocols: embeddings {@code [N, d]} and the lists of a protocol flow in, an
 * {@link marginlab.verify.Outcome} of named figures flows out. No engine is needed and no native memory is held.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Sums of distances follow NumPy's pairwise order, so that a distance equals the reference's to the last digit and
 *       falls on the same side of a threshold.
 *   <li>Accuracies at all thresholds come from one histogram a fold, not from a pass over the pairs for every threshold.
 *   <li>A figure that the data cannot tell (no impostor pair, too few of them for a rate) is an absent key and a note,
 *       never a number.
 * </ul>
 */
package marginlab.verify;
