package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import marginlab.engine.Operators;

/**
 * {@code -log softmax(z)_y}, averaged over a batch, with its gradient {@code (softmax(z) - onehot) / N} in closed form: no
 * array of N x C is differentiated through.
 */
final class CrossEntropy {
    private CrossEntropy() {}

    /** The mean cross entropy of logits {@code [N, C]}. */
    static Value of(Angles angles, NDArray logits) {
        return of(angles, logits, null, 1);
    }

    /**
     * The mean cross entropy of {@code scale (x + onehot shift)}.
     *
     * @param x {@code [N, C]}: cosines, or logits where scale is 1
     * @param shift {@code [N, 1]}: what is added to the entry of the label; null for nothing. Its own derivative counts
     */
    static Value of(Angles angles, NDArray x, NDArray shift, double scale) {
        Operators operators = angles.operators();
        NDManager manager = angles.embeddings().getManager();
        float factor = (float) (scale / angles.size());
        try (NDManager scratch = manager.newSubManager()) {
            NDArray logits = operators.stopGradient(x);
            logits.attach(scratch);
            if (shift != null) {
                NDArray constant = operators.stopGradient(shift);
                constant.attach(scratch);
                NDArray own = angles.oneHot().mul(constant);
                own.attach(scratch);
                logits = operators.add(logits, own);
            }
            NDArray scaled = scale == 1 ? logits : logits.mul((float) scale);
            NDArray entropy = operators.pick(operators.logSoftmax(scaled), angles.labels());
            NDArray number = entropy.mean().neg();
            number.attach(manager);
            NDArray slopes = operators.sub(operators.softmax(scaled), angles.oneHot());
            NDArray surrogate = operators.inner(x, slopes);
            if (shift != null) {
                NDArray own = operators.pick(slopes, angles.labels());
                surrogate = surrogate.add(operators.mul(shift, own).sum());
            }
            return new Value(surrogate.mul(factor), number);
        }
    }
}
