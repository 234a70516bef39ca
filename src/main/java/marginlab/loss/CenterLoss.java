package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * {@code |x - c_y|^2 / 2}, averaged over a batch, with centres of its own that follow the embeddings: {@code c_j += alpha
 * sum_(y = j) (x - c_j) / (1 + count)}, from zero (Wen et al.: A Discriminative Feature Learning Approach, ECCV 2016, equations
 * 2 and 4). The paper's weight is 0.003: {@code Softmax + 0.003 * Center(0.5)}.
 *
 * @param alpha rate of the centres, 0.5
 */
public record CenterLoss(double alpha) implements Term {
    public CenterLoss {
        alpha = ParameterRange.SHARE.check("alpha", alpha);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDManager manager = angles.embeddings().getManager();
        NDArray centres = angles.memory()
                .get(
                        name(),
                        manager,
                        m -> m.zeros(new Shape(
                                angles.classes(), angles.embeddings().getShape().get(1))));
        NDArray own = operators.rows(centres, angles.labels());
        NDArray apart = operators.sub(angles.embeddings(), operators.stopGradient(own));
        // Samples are the columns here: one-hot^T [C, N] times their way to the centre [N, d].
        NDArray members = angles.oneHot().transpose();
        NDArray count = members.sum(new int[] {1}, true);
        NDArray way = operators.linear(members, operators.stopGradient(apart).transpose());
        angles.memory()
                .put(name(), centres.add(operators.mul(way, (float) alpha).div(count.add(1f))));
        return LossValue.of(operators.mul(apart.square().sum(), 0.5f / angles.size()));
    }

    @Override
    public boolean keepsClasses() {
        return true;
    }

    /** What the centres are called in the memory. */
    String name() {
        return label() + ".centres";
    }

    @Override
    public String label() {
        return "Center(" + LabelNumber.text(alpha) + ")";
    }
}
