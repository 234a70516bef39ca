package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.EnumSet;
import java.util.Set;
import marginlab.engine.Operators;

/**
 * Cross entropy over {@code s cos(theta_j)} with {@code s psi(theta_y)} in place of the target: NS, SphereFace, ArcFace,
 * CosFace and CM (ArcFace, equations 2 to 4).
 *
 * @param margin psi
 */
public record MarginSoftmax(Margin margin) implements Term {
    @Override
    public Value value(Angles angles) {
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
    public Set<Factor> factors() {
        return margin.isAdditive() ? EnumSet.of(Factor.SCALE, Factor.SMOOTHING) : EnumSet.allOf(Factor.class);
    }

    @Override
    public String label() {
        return margin.label();
    }
}
