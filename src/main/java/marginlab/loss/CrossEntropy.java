package marginlab.loss;

import ai.djl.ndarray.NDArray;

/** {@code -log softmax(z)_y}, averaged over a batch. */
final class CrossEntropy {
    private CrossEntropy() {}

    /** The mean cross entropy of logits {@code [N, C]}. */
    static Value mean(Angles angles, NDArray logits) {
        NDArray logarithms = angles.operators().logSoftmax(logits);
        return Value.of(
                angles.operators().pick(logarithms, angles.labels()).mean().neg());
    }
}
