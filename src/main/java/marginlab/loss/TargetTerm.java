package marginlab.loss;

import ai.djl.ndarray.NDArray;

/**
 * Cross entropy over {@code s cos(theta_j)} with {@code s psi} in place of the target, where psi depends on more than the
 * target angle.
 */
public sealed interface TargetTerm extends Term permits SphereFaceR, AdaFace, MagFace, ElasticFace, AdaCos {

    /** The target logits psi {@code [N, 1]}, before the scale. */
    NDArray target(Angles angles);

    /** s. */
    default double scale(Angles angles) {
        return angles.factors().scale();
    }

    @Override
    default Value value(Angles angles) {
        return CrossEntropy.of(angles, angles.cosines(), angles.shift(target(angles)), scale(angles));
    }
}
