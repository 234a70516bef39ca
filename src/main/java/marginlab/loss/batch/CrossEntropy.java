package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import marginlab.engine.Operators;
import marginlab.loss.margin.LogitScale;

/**
 * {@code -log softmax(z)_y}, averaged over a batch, with its gradient {@code (softmax(z) - onehot) / N} in closed form: no
 * array of N x C is differentiated through. With label smoothing e, {@code (1 - e) onehot + e / C} stands for onehot.
 */
public final class CrossEntropy {
    /** A probability whose logarithm is no larger than its own error. */
    private static final float LIKELY = 0.5f;

    private CrossEntropy() {}

    /** The mean cross entropy of logits {@code [N, C]}. */
    public static LossValue of(Angles angles, NDArray logits) {
        return of(angles, logits, null, LogitScale.fixed(1));
    }

    /**
     * The mean cross entropy of {@code scale (x + onehot shift)}.
     *
     * @param x {@code [N, C]}: cosines, or logits where scale is 1
     * @param shift {@code [N, 1]}: what is added to the entry of the label; null for nothing. Its own derivative counts
     */
    public static LossValue of(Angles angles, NDArray x, NDArray shift, LogitScale scale) {
        Operators operators = angles.operators();
        NDManager manager = angles.embeddings().getManager();
        float factor = (float) (scale.value() / angles.size());
        try (NDManager scratch = manager.newSubManager()) {
            NDArray logits = logits(angles, x, shift, scale.value(), scratch);
            NDArray logarithms = operators.logSoftmax(logits);
            NDArray own = operators.pick(logarithms, angles.labels());
            NDArray spread = angles.factors().smoothing() == 0 ? null : logarithms.mean();
            logarithms.close();
            NDArray softmax = operators.softmax(logits);
            NDArray number = number(angles, own, operators.pick(softmax, angles.labels()), spread);
            number.attach(manager);
            NDArray slopes = slopes(angles, softmax);
            NDArray surrogate = operators.inner(x, operators.stopGradient(slopes));
            if (shift != null) {
                NDArray slope = operators.pick(slopes, angles.labels());
                surrogate = surrogate.add(operators.mul(shift, slope).sum());
            }
            surrogate = operators.mul(surrogate, factor);
            if (scale.learned() != null) {
                // The logits are linear in s, so its slope is their product with the slopes over s.
                NDArray slope = operators.div(operators.inner(logits, slopes), (float) (scale.value() * angles.size()));
                surrogate = surrogate.add(
                        scale.learned().mul(operators.stopGradient(slope)).sum());
            }
            surrogate.attach(manager);
            return new LossValue(surrogate, number);
        }
    }

    /**
     * The mean of the logarithms at the labels. Those of likely classes are taken of the probability: MXNet's log-softmax is a
     * difference of numbers as large as the scale, whose last digit is 4e-6.
     */
    private static NDArray number(Angles angles, NDArray logarithms, NDArray probabilities, NDArray spread) {
        Operators operators = angles.operators();
        NDArray likely = probabilities.gt(LIKELY).toType(DataType.FLOAT32, false);
        NDArray own = operators.add(
                operators.mul(operators.maximum(probabilities, LIKELY).log(), likely),
                operators.mul(logarithms, likely.neg().add(1f)));
        NDArray mean = own.mean().neg();
        float e = (float) angles.factors().smoothing();
        return e == 0 ? mean : operators.mul(mean, 1 - e).sub(operators.mul(spread, e));
    }

    /** Softmax less what is asked for: only its entries at the labels change, but for smoothing. */
    private static NDArray slopes(Angles angles, NDArray softmax) {
        Operators operators = angles.operators();
        float e = (float) angles.factors().smoothing();
        NDArray spread = e == 0 ? softmax : softmax.subi(e / softmax.getShape().get(1));
        NDArray own = operators.pick(spread, angles.labels()).sub(1 - e);
        return operators.put(spread, angles.labels(), own);
    }

    /** The mean cross entropy of {@code scale x} with {@code scale target} {@code [N, 1]} at the labels. */
    public static LossValue replaced(Angles angles, NDArray x, NDArray target, LogitScale scale) {
        Operators operators = angles.operators();
        return of(angles, x, operators.sub(target, operators.pick(x, angles.labels())), scale);
    }

    /** {@code scale (x + onehot shift)} outside the tape. */
    private static NDArray logits(Angles angles, NDArray x, NDArray shift, double scale, NDManager scratch) {
        Operators operators = angles.operators();
        NDArray constant = operators.stopGradient(x);
        constant.attach(scratch);
        if (shift == null) {
            return scale == 1 ? constant : operators.mul(constant, (float) scale);
        }
        NDArray own = operators.stopGradient(shift);
        own.attach(scratch);
        NDArray target = operators.mul(operators.pick(constant, angles.labels()).add(own), (float) scale);
        return operators.put(operators.mul(constant, (float) scale), angles.labels(), target);
    }
}
