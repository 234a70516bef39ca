package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;

/** What losses that decide each class for itself compute with. */
public final class Logistic {
    private Logistic() {}

    /** log(1 + exp(x)) without overflow. */
    public static NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().softPlus();
    }

    /** 1 / (1 + exp(-x)), the derivative of softplus. */
    public static NDArray sigmoid(NDArray x) {
        return x.getNDArrayInternal().sigmoid();
    }

    /** The sum over the classes that are not the label's; x {@code [N, C]} itself may be changed. */
    public static NDArray sumOfOthers(Angles angles, NDArray x) {
        return angles.operators().total(angles.operators().put(x, angles.labels(), angles.column(0)));
    }
}
