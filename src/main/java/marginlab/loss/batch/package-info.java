/**
 * What the terms of an objective share for one batch: the angles, each computed once, the cross entropy, the triplets.
 *
 * <p>In: embeddings {@code [N, d]}, centres {@code [C, d]}, labels, the state of earlier batches. Out: values that can
 * be differentiated.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Cosines within 1e-3 of +-1 do not tell their angle well in single precision; there angles and slopes come of the
 *       chords of the unit vectors ({@link marginlab.loss.batch.ArcCosine}).
 *   <li>The gradient of a softmax over classes is given in closed form and multiplied with the cosines: no array of N x
 *       C is differentiated through, and only the target angles are on the tape. So are those of Inter and MHE.
 *   <li>Sub-centres stand in blocks of one centre a class, so that the first block is a set of centres like any other.
 *   <li>Terms that select (triplets, ranges) read the batch's distances back, choose in Java, and hand the engine the
 *       slopes.
 *   <li>{@link marginlab.loss.batch.TermState} holds what terms keep from batch to batch; it is part of a checkpoint.
 * </ul>
 */
package marginlab.loss.batch;
