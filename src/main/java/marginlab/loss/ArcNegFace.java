package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.EnumSet;
import java.util.Set;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.margin.Margin;

/**
 * ArcFace whose negatives become {@code t_j cos_j + t_j - 1}, with {@code t_j = alpha exp(-(cos_j - cos(theta_y + m))^2 / sigma)} a
 * constant: those as near as the margined target count most (ArcNegFace, Towards Flops-constrained Face Recognition, arXiv 1909.00632). The authors' code takes the rule {@code sinpi} beyond pi.
 *
 * @param m radians, 0.5
 * @param alpha largest weight, 1.2
 * @param sigma how fast it falls, 2
 */
public record ArcNegFace(double m, double alpha, double sigma) implements Term {
    public ArcNegFace {
        m = ParameterRange.ANGLE.check("m", m);
        alpha = ParameterRange.POSITIVE.check("alpha", alpha);
        sigma = ParameterRange.POSITIVE.check("sigma", sigma);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDArray target = new Margin(1, m, 0)
                .apply(
                        angles.targetAngles(),
                        angles.targetCosines(),
                        angles.factors().beyondPi());
        NDArray apart = operators.stopGradient(angles.cosines()).sub(operators.stopGradient(target));
        NDArray weights = operators.mul(
                operators.mul(apart.square(), (float) (-1 / sigma)).exp(), (float) alpha);
        NDArray logits = operators.add(
                operators.mul(angles.cosines(), operators.stopGradient(weights)),
                operators.stopGradient(weights.sub(1f)));
        return CrossEntropy.replaced(angles, logits, angles.targetOf(target), angles.scale());
    }

    @Override
    public Set<LossFactor> factors() {
        return EnumSet.allOf(LossFactor.class);
    }

    @Override
    public String label() {
        return "ArcNegFace(" + LabelNumber.text(m) + ", " + LabelNumber.text(alpha) + ", " + LabelNumber.text(sigma)
                + ")";
    }
}
