package marginlab.loss;

import ai.djl.ndarray.NDArray;

/**
 * s, the factor of the cosines.
 *
 * @param value its number now
 * @param learned the array {@code [1]} that training changes, or null where s is fixed
 */
record Scale(double value, NDArray learned) {
    /** What the learned one is called among the numbers that are trained with the network. */
    static final String NAME = "scale";

    static Scale fixed(double value) {
        return new Scale(value, null);
    }
}
