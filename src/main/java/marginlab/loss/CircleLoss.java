package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LogitScale;
import marginlab.loss.margin.LossFactor;

/**
 * Circle loss over classes: cross entropy over {@code gamma max(0, cos_j + m) (cos_j - m)} with the target {@code gamma max(0,
 * 1 + m - cos_y) (cos_y - (1 - m))}; the two factors max count as constants (arXiv 2002.10857, equation 8). The experiment's
 * scale is not used.
 *
 * @param m margin, 0.25
 * @param gamma scale, 256
 */
public record CircleLoss(double m, double gamma) implements Term {
    public CircleLoss {
        m = ParameterRange.COSINE.check("m", m);
        gamma = ParameterRange.POSITIVE.check("gamma", gamma);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        float margin = (float) m;
        NDArray weights =
                operators.relu(operators.stopGradient(angles.cosines()).add(margin));
        NDArray logits = operators.mul(angles.cosines().sub(margin), operators.stopGradient(weights));
        NDArray cosine = angles.targetCosines();
        NDArray weight = operators.relu(operators.stopGradient(cosine).neg().add(1 + margin));
        NDArray target = operators.mul(cosine.sub(1 - margin), operators.stopGradient(weight));
        return CrossEntropy.replaced(angles, logits, target, LogitScale.fixed(gamma));
    }

    @Override
    public Set<LossFactor> factors() {
        return Set.of(LossFactor.SMOOTHING);
    }

    @Override
    public String label() {
        return "Circle(" + LabelNumber.text(m) + ", " + LabelNumber.text(gamma) + ")";
    }
}
