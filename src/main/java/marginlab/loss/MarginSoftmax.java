package marginlab.loss;

import ai.djl.ndarray.NDArray;
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
        return CrossEntropy.of(angles, angles.cosines(), shift, angles.factors().scale());
    }

    /** {@code psi(theta_y) - cos(theta_y)}, {@code [N, 1]}; a constant of differentiation where the gradient is straight-through. */
    private NDArray shift(Angles angles) {
        Operators operators = angles.operators();
        BeyondPi beyondPi = angles.factors().beyondPi();
        NDArray cosine = angles.targetCosines();
        if (angles.factors().gradient() == Gradient.STRAIGHT_THROUGH || margin.isAdditive()) {
            NDArray constant = operators.stopGradient(cosine);
            return operators.sub(margin.apply(Angles.angle(constant), constant, beyondPi), constant);
        }
        return operators.sub(margin.apply(angles.targetAngles(), cosine, beyondPi), cosine);
    }

    @Override
    public String label() {
        return margin.label();
    }
}
