package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;
import marginlab.loss.margin.LogitScale;
import marginlab.loss.margin.LossFactor;

/**
 * Cross entropy over {@code s cos(theta_j)} with {@code s psi} in place of the target, where psi depends on more than the
 * target angle.
 */
public sealed interface TargetTerm extends Term permits SphereFaceR, AdaFace, MagFace, ElasticFace, AdaCos {

    /** The target logits psi {@code [N, 1]}, before the scale. */
    NDArray target(Angles angles);

    /** s where it is not the experiment's. */
    default OptionalDouble ownScale(Angles angles) {
        return OptionalDouble.empty();
    }

    @Override
    default Set<LossFactor> factors() {
        return EnumSet.allOf(LossFactor.class);
    }

    @Override
    default LossValue value(Angles angles) {
        OptionalDouble own = ownScale(angles);
        LogitScale scale = own.isPresent() ? LogitScale.fixed(own.getAsDouble()) : angles.scale();
        return CrossEntropy.of(angles, angles.cosines(), angles.shift(target(angles)), scale);
    }
}
