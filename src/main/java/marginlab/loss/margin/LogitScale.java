package marginlab.loss.margin;

import ai.djl.ndarray.NDArray;

/**
 * s, the factor of the cosines.
 *
 * @param value its number now
 * @param learned the array {@code [1]} that training changes, or null where s is fixed
 */
public record LogitScale(double value, NDArray learned) {
    /** What the learned one is called among the numbers that are trained with the network. */
    public static final String NAME = "scale";

    public static LogitScale fixed(double value) {
        return new LogitScale(value, null);
    }
}
