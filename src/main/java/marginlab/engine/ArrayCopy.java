package marginlab.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/** Values of one array put into another of its shape, which keeps its memory, its gradient and its device. */
public final class ArrayCopy {
    private ArrayCopy() {}

    /**
     * Copies all values.
     *
     * <p>DJL's {@code NDArray.copyTo} gives PyTorch's array a buffer of Java's for its memory (DJL 0.35.1, {@code
     * NDArray.set(Buffer)}), which is freed with that one handle of the array.
     */
    public static void copy(NDArray from, NDArray to) {
        if (Operators.of(to) == Operators.MXNET) {
            from.copyTo(to);
            return;
        }
        // Else PyTorch takes it for a step of what it records, where the thread is one that records.
        boolean trained = to.hasGradient();
        to.setRequiresGradient(false);
        try (NDArray values = from.stopGradient()) {
            to.set(new NDIndex("..."), values);
        } finally {
            to.setRequiresGradient(trained);
        }
    }
}
