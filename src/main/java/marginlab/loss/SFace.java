package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.ArcCosine;
import marginlab.loss.batch.Logistic;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LogitScale;
import marginlab.loss.margin.LossFactor;

/**
 * Embeddings are drawn to their centre and pushed from the others as far as their angle is worth it: {@code -s r(theta_y) cos_y + s
 * sum_(j != y) q(theta_j) cos_j}, averaged over a batch, with {@code r(theta) = 1 / (1 + exp(-k (theta - a)))} and {@code q(theta) = 1
 * / (1 + exp(k (theta - b)))}, which count as constants (SFace, IEEE TIP 2021, arXiv 2205.12010; the numbers are those of the authors\' code). It may be below
 * 0.
 *
 * @param k slope of the two sigmoids, 80
 * @param a radians, below which an embedding is no longer drawn, 0.8
 * @param b radians, above which it is no longer pushed, 1.23
 */
public record SFace(double k, double a, double b) implements Term {
    public SFace {
        k = ParameterRange.POSITIVE.check("k", k);
        a = ParameterRange.ANGLE.check("a", a);
        b = ParameterRange.ANGLE.check("b", b);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        LogitScale scale = angles.scale();
        NDArray constant = operators.stopGradient(angles.cosines());
        NDArray pushed =
                Logistic.sigmoid(operators.mul(ArcCosine.plain(constant).sub((float) b), (float) -k));
        NDArray drawn = Logistic.sigmoid(
                operators.mul(operators.stopGradient(angles.targetAngles()).sub((float) a), (float) k));
        NDArray weights = operators.stopGradient(operators.put(pushed, angles.labels(), drawn.neg()));
        NDArray each = operators.div(operators.inner(constant, weights), angles.size());
        NDArray surrogate =
                operators.mul(operators.inner(angles.cosines(), weights), (float) (scale.value() / angles.size()));
        if (scale.learned() != null) {
            surrogate = surrogate.add(
                    scale.learned().mul(operators.stopGradient(each)).sum());
        }
        return new LossValue(surrogate, operators.stopGradient(operators.mul(each, (float) scale.value())));
    }

    @Override
    public Set<LossFactor> factors() {
        return Set.of(LossFactor.SCALE);
    }

    @Override
    public String label() {
        return "SFace(" + LabelNumber.text(k) + ", " + LabelNumber.text(a) + ", " + LabelNumber.text(b) + ")";
    }
}
