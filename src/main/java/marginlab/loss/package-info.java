/**
 * What is minimised: an objective is a sum of terms over the angles between embeddings and class centres.
 *
 * <p>In: a label such as {@code ArcFace(0.5) + Intra}, and a batch. Out: the loss as a number and a scalar to
 * differentiate.
 *
 * <p>A new loss is a term of its own, named in {@link marginlab.loss.TermKind}.
 */
package marginlab.loss;
