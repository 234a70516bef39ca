package marginlab.loss;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;

/**
 * {@code 1/N sum_i sum_j (cos(theta_ij) - onehot_ij)^2 / 2}, whose gradient by a cosine is that difference (P2SGrad, arXiv
 * 1905.02479, equation 12). Implementations that average over the classes too scale the gradient down by their number.
 */
public record P2SGrad() implements Term {
    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDArray squares = operators.sub(angles.cosines(), angles.oneHot()).square();
        return LossValue.of(operators.mul(squares.sum(), 0.5f / angles.size()));
    }

    @Override
    public String label() {
        return "P2SGrad";
    }
}
