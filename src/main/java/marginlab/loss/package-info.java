/**
 * What is minimised: an objective is a sum of terms over the angles between embeddings and class centres.
 *
 * <p>In: embeddings {@code [N, d]}, centres {@code [C, d]}, labels, the memory of earlier batches. Out: the loss as a number and a scalar to
 * differentiate.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>NS, SphereFace, ArcFace, CosFace and the combined margins are one record, {@link marginlab.loss.Margin}: points of
 *       {@code cos(m1 theta + m2) - m3}.
 *   <li>A label is the name everywhere; {@link marginlab.loss.Objective#parse} and {@code label} are inverses.
 *   <li>Cosines within 1e-3 of +-1 do not tell their angle well in single precision; there angles and slopes come
 *       of the chords of the unit vectors ({@link marginlab.loss.ArcCosine}).
 *   <li>The gradient of a softmax over classes is given in closed form and multiplied with the cosines: no array of N x C is
 *       differentiated through, and only the target angles are on the tape. So are those of Inter and MHE.
 *   <li>Sub-centres stand in blocks of one centre a class, so that the first block is a set of centres like any other.
 *   <li>Terms that select (triplets, ranges) read the batch's distances back, choose in Java, and hand the engine the slopes.
 *   <li>{@link marginlab.loss.Memory} holds what terms keep from batch to batch; it is part of a checkpoint.
 * </ul>
 */
package marginlab.loss;
