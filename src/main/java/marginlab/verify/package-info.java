/**
 * Scores verification and identification protocols: embeddings {@code [N, d]} and the lists of a protocol flow in, an
 * {@link marginlab.verify.Outcome} of named figures flows out. No engine is needed and no native memory is held; where a
 * gallery is searched, the engine's matrix product can be handed in as a {@link marginlab.verify.MatrixProduct}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Sums of distances follow NumPy's pairwise order, and lengths are divided out rather than multiplied by a reciprocal,
 *       so that a distance equals the reference's to the last digits and falls on the same side of a threshold.
 *   <li>Lengths and distances of pairs are computed in one pass, while a row is in the cache: from memory it costs as much to
 *       read as to work on. A quotient is made of a reciprocal and two remainders, which gives the bits of a division in a
 *       quarter of its time.
 *   <li>Accuracies at all thresholds come from one histogram a fold, not from a pass over the pairs for every threshold.
 *   <li>VAL at a FAR keeps the interpolation of SciPy up to 1.8, which later versions refuse, over repeated rates.
 *   <li>A figure that the data cannot tell (no impostor pair, fewer of them than one over the rate) is an absent key and a
 *       note, never a number.
 *   <li>{@code tar@far} of pairs and of MegaFace is the rate at the highest FAR that does not exceed the target; that of IJB
 *       is the reference's, at the nearest point of a thinned curve. The variant of the outcome tells which.
 *   <li>A gallery is never held: blocks of 2,048 rows are multiplied with the probes and their scores forgotten. What a
 *       protocol needs of them, the best few of each probe and the highest impostors, is kept exactly behind one comparison
 *       a score.
 *   <li>Scores are compared in double precision, mates and all others by one sum ({@code ScoreRow}), so that a tie
 *       is a tie; the engine's product in single precision tells which of them need it.
 *   <li>The pairs of a list of templates are scored tile by tile, eight million at a time: in the order of a list that is not
 *       sorted, three quarters of the time is spent waiting for rows of 4 kB from memory (2.0 against 0.7 microseconds a pair on
 *       two cores).
 *   <li>Blocks of a list or of a gallery are read and brought to length 1 while the block before is worked on.
 *   <li>Without an engine the product does 18 to 19 billion operations a second and core in vector instructions, against 3
 *       for a loop that the compiler does not vectorise (AVX-512, Java 17, on a busy machine).
 *   <li>An identity with one image has no angle to its own centre: it is left out of {@code intra} and counted in a note.
 *   <li>Pairs come in the order of the folds; FaceX-Zoo's rule is applied to any number of pairs, not only to folds of 600.
 * </ul>
 */
package marginlab.verify;
