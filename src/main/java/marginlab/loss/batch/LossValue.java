package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;

/**
 * A scalar of a batch that can be differentiated. Both arrays stay on the device until someone reads them.
 *
 * @param surrogate what to call backward on: its gradient is the value's, its own number means nothing
 * @param number the value, a constant of differentiation
 */
public record LossValue(NDArray surrogate, NDArray number) {

    /** A value that autograd differentiates by itself. */
    public static LossValue of(NDArray scalar) {
        return new LossValue(scalar, scalar.stopGradient());
    }

    public LossValue plus(LossValue other) {
        return new LossValue(surrogate.add(other.surrogate), number.add(other.number));
    }

    public LossValue times(double factor) {
        if (factor == 1) {
            return this;
        }
        Operators operators = Operators.of(number);
        return new LossValue(operators.mul(surrogate, (float) factor), operators.mul(number, (float) factor));
    }
}
