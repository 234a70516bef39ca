package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.EnumSet;
import java.util.Set;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.margin.Margin;

/**
 * Cross entropy over {@code s cos(theta_j)} with {@code s psi(theta_y)} in place of the target: NS, SphereFace, ArcFace,
 * CosFace and CM (ArcFace, equations 2 to 4).
 *
 * @param margin psi
 */
public record MarginSoftmax(Margin margin) implements Term {
    @Override
    public LossValue value(Angles angles) {
        NDArray shift = margin.equals(Margin.NONE) ? null : shift(angles);
        return CrossEntropy.of(angles, angles.cosines(), shift, angles.scale());
    }

    private NDArray shift(Angles angles) {
        Operators operators = angles.operators();
        NDArray cosine = angles.targetCosines();
        NDArray psi =
                margin.apply(angles.targetAngles(), cosine, angles.factors().beyondPi());
        // Constant for the additive margin: leaving it off the tape saves two passes over the cosines.
        return margin.isAdditive() ? operators.stopGradient(operators.sub(psi, cosine)) : angles.shift(psi);
    }

    @Override
    public Set<LossFactor> factors() {
        return margin.isAdditive()
                ? EnumSet.of(LossFactor.SCALE, LossFactor.SMOOTHING)
                : EnumSet.allOf(LossFactor.class);
    }

    @Override
    public String label() {
        return margin.label();
    }
}
