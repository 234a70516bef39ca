package marginlab.loss;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * {@code max(0, xi - y_ij (theta - |x_i - x_j|^2))}, averaged over the ordered pairs of a batch; embeddings of length one,
 * y_ij is 1 for one identity and -1 for two (Deng, Zhou, Zafeiriou: Marginal Loss for Deep Face Recognition, CVPRW 2017,
 * equation 3).
 *
 * @param theta squared distance between same and different, 1.2 in the paper
 * @param xi error margin on both sides, 0.3 in the paper
 */
public record MarginalLoss(double theta, double xi) implements PairTerm {
    public MarginalLoss {
        theta = ParameterRange.AT_LEAST_ZERO.check("theta", theta);
        xi = ParameterRange.AT_LEAST_ZERO.check("xi", xi);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        double each = 1 / (angles.size() * (angles.size() - 1.0));
        NDArray signs = angles.pairs().constant((i, j) -> angles.pairs().same(i, j) ? 1 : -1);
        NDArray weights = angles.pairs().constant((i, j) -> i == j ? 0 : each);
        NDArray beyond = operators.mul(angles.pairs().distances().sub((float) theta), signs);
        return LossValue.of(
                operators.mul(operators.relu(beyond.add((float) xi)), weights).sum());
    }

    @Override
    public String label() {
        return "Marginal(" + LabelNumber.text(theta) + ", " + LabelNumber.text(xi) + ")";
    }
}
