package marginlab.network.weights;

import java.util.function.Supplier;

/**
 * An array of a file of weights.
 *
 * @param shape sizes of its dimensions
 * @param values in C order, read when they are asked for
 */
record WeightArray(long[] shape, Supplier<float[]> values) {}
