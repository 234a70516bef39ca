/**
 * Verification of pairs.
 *
 * <p>In: embeddings of pairs of images or videos. Out: accuracies over folds, rates, curves.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Sums of distances follow NumPy's pairwise order, and lengths are divided out rather than multiplied by a
 *       reciprocal, so that a distance equals the reference's to the last digits and falls on the same side of a
 *       threshold.
 *   <li>Lengths and distances of pairs are computed in one pass, while a row is in the cache: from memory it costs as
 *       much to read as to work on. A quotient is made of a reciprocal and two remainders, which gives the bits of a
 *       division in a quarter of its time.
 *   <li>Accuracies at all thresholds come from one histogram a fold, not from a pass over the pairs for every threshold.
 *   <li>VAL at a FAR keeps the interpolation of SciPy up to 1.8, which later versions refuse, over repeated rates.
 *   <li>{@code tar@far} of pairs and of MegaFace is the rate at the highest FAR that does not exceed the target; that of
 *       IJB is the reference's, at the nearest point of a thinned curve. The variant of the outcome tells which.
 *   <li>Pairs come in the order of the folds; FaceX-Zoo's rule is applied to any number of pairs, not only to folds of
 *       600.
 *   <li>Scores are compared in double precision, mates and all others by one sum ({@code ScoreRow}), so that a tie is a
 *       tie; the engine's product in single precision tells which of them need it.
 * </ul>
 */
package marginlab.protocol.pair;
