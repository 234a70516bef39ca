package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.loss.margin.LogitScale;

/**
 * One threshold b for all classes: {@code log(1 + exp(-(s (cos_y - m) - b))) + l sum_(j != y) log(1 + exp(s cos_j - b))}, averaged
 * over a batch; the arguments of exp are kept within +-s, and have no gradient beyond. The gradients are in closed form.
 */
public final class UnifiedCrossEntropy {
    private UnifiedCrossEntropy() {}

    /**
     * The loss of cosines.
     *
     * @param cosines {@code [N, C]}
     * @param b the threshold's number now
     * @param threshold {@code [1]}, what of it is learned
     */
    public static LossValue of(Angles angles, NDArray cosines, double m, double l, float b, NDArray threshold) {
        Operators operators = angles.operators();
        LogitScale scale = angles.scale();
        float s = (float) scale.value();
        NDArray constant = operators.stopGradient(cosines);
        NDArray target = operators.pick(constant, angles.labels());
        // The target's argument has the other sign; its place among the negatives is put to other use below.
        NDArray negative = operators.mul(constant, s).sub(b);
        NDArray positive = operators.mul(target, -s).add((float) (s * m + b));
        NDArray bounded = negative.clip(-s, s);
        NDArray kept = positive.clip(-s, s);
        NDArray number = operators.div(
                Logistic.softplus(kept)
                        .sum()
                        .add(operators.mul(Logistic.sumOfOthers(angles, Logistic.softplus(bounded)), (float) l)),
                angles.size());
        NDArray own = slope(positive, kept).neg();
        NDArray slopes = operators.put(
                operators.mul(slope(negative, bounded), (float) l), angles.labels(), operators.stopGradient(own));
        NDArray surrogate = operators.mul(operators.inner(cosines, operators.stopGradient(slopes)), s / angles.size());
        NDArray pull = operators.div(operators.total(operators.stopGradient(slopes)), -(float) angles.size());
        surrogate = surrogate.add(threshold.mul(operators.stopGradient(pull)).sum());
        if (scale.learned() != null) {
            NDArray inside =
                    operators.inner(constant, operators.stopGradient(slopes)).sub(operators.mul(own.sum(), (float) m));
            NDArray outside = operators.mul(Logistic.sumOfOthers(angles, growth(negative, bounded)), (float) l);
            NDArray growth =
                    operators.div(inside.add(outside).add(growth(positive, kept).sum()), angles.size());
            surrogate = surrogate.add(
                    scale.learned().mul(operators.stopGradient(growth)).sum());
        }
        return new LossValue(surrogate, operators.stopGradient(number));
    }

    /** The derivative of softplus, zero where the argument was bounded. */
    private static NDArray slope(NDArray x, NDArray bounded) {
        NDArray free = x.eq(bounded).toType(x.getDataType(), false);
        return Logistic.sigmoid(bounded).mul(free);
    }

    /** The derivative of softplus by the bound s where the argument was bounded, zero elsewhere. */
    private static NDArray growth(NDArray x, NDArray bounded) {
        return Logistic.sigmoid(bounded).mul(x.sub(bounded).sign());
    }
}
