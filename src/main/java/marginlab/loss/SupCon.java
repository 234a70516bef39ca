package marginlab.loss;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * Supervised contrastive loss: {@code -1/|P(i)| sum_(p in P(i)) log(exp(x_i . x_p / tau) / sum_(a != i) exp(x_i . x_a /
 * tau))}, averaged over the anchors i that have positives P(i); embeddings of length one (arXiv 2004.11362, equation 2). The
 * factor tau / 0.07 of the authors' code is left out.
 *
 * @param tau temperature, 0.07 in the authors' code
 */
public record SupCon(double tau) implements PairTerm {
    /** Takes an anchor out of its own sum. */
    private static final double NEVER = -1e9;

    public SupCon {
        tau = ParameterRange.POSITIVE.check("tau", tau);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        int n = angles.size();
        int[] positives = new int[n];
        int anchors = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                positives[i] += i != j && angles.pairs().same(i, j) ? 1 : 0;
            }
            anchors += positives[i] > 0 ? 1 : 0;
        }
        double mean = -1.0 / Math.max(1, anchors);
        NDArray own = angles.pairs().constant((i, j) -> i == j ? NEVER : 0);
        NDArray weights =
                angles.pairs().constant((i, j) -> i != j && angles.pairs().same(i, j) ? mean / positives[i] : 0);
        NDArray logits = operators.add(operators.mul(angles.pairs().cosines(), (float) (1 / tau)), own);
        return LossValue.of(operators.mul(operators.logSoftmax(logits), weights).sum());
    }

    @Override
    public String label() {
        return "SupCon(" + LabelNumber.text(tau) + ")";
    }
}
