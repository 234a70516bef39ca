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
        Operators operators = angles.operators();
        float scale = (float) angles.factors().scale();
        NDArray shift = operators.sub(target(angles), angles.targetCosines());
        NDArray shifted = operators.add(angles.cosines(), angles.oneHot().mul(shift));
        return CrossEntropy.mean(angles, shifted.mul(scale));
    }

    /** The target logits before the scale, {@code [N, 1]}. */
    private NDArray target(Angles angles) {
        BeyondPi beyondPi = angles.factors().beyondPi();
        if (angles.factors().gradient() == Gradient.EXACT) {
            return margin.apply(angles.targetAngles(), angles.targetCosines(), beyondPi);
        }
        NDArray cosine = angles.targetCosines();
        NDArray constant = angles.operators().stopGradient(cosine);
        NDArray shift = margin.apply(Angles.angle(constant), constant, beyondPi).sub(constant);
        return cosine.add(angles.operators().stopGradient(shift));
    }

    @Override
    public String label() {
        return margin.label();
    }
}
