package marginlab.file.mxnet;

/**
 * One array of a file of parameters, float32 in C order.
 *
 * @param name without its kind: {@code fc1_gamma}
 * @param auxiliary whether it is a running statistic ({@code aux:}) and not trained ({@code arg:})
 * @param shape sizes of its dimensions
 * @param values as many as the shape says
 */
public record MxnetArray(String name, boolean auxiliary, long[] shape, float[] values) {
    /** The name in the file: {@code arg:fc1_gamma}. */
    public String fullName() {
        return (auxiliary ? "aux:" : "arg:") + name;
    }
}
