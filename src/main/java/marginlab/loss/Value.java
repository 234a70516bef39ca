package marginlab.loss;

import ai.djl.ndarray.NDArray;

/**
 * A scalar of a batch that can be differentiated. Both arrays stay on the device until someone reads them.
 *
 * @param surrogate what to call backward on: its gradient is the value's, its own number means nothing
 * @param number the value, a constant of differentiation
 */
public record Value(NDArray surrogate, NDArray number) {

    /** A value that autograd differentiates by itself. */
    static Value of(NDArray scalar) {
        return new Value(scalar, scalar.stopGradient());
    }

    Value plus(Value other) {
        return new Value(surrogate.add(other.surrogate), number.add(other.number));
    }

    Value times(double factor) {
        return factor == 1 ? this : new Value(surrogate.mul((float) factor), number.mul((float) factor));
    }
}
