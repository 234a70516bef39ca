package marginlab.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Values of Java on their way into arrays of the engine; the only way that they take.
 *
 * <p>DJL's own {@code NDManager.create(float[])} and {@code NDArray.set(float[])} give MXNet the bare address of a temporary
 * buffer that nothing refers to while MXNet copies it (DJL 0.35.1, {@code JnaUtils.syncCopyFromCPU}). A garbage collection in
 * that moment frees the buffer, and the array gets what the next owner of the memory wrote there: a label becomes half of a
 * pointer, a step is computed wrongly, an index crashes. Here the buffer is held until the copy has ended. It is also used
 * again, so that a step's values cost no fresh pages.
 */
public final class HostToEngine {
    /** Bytes of a thread's buffer that are kept for its next values. */
    private static final int KEPT = 1 << 24;

    private static final String PYTORCH = "PyTorch";

    private static final ThreadLocal<ByteBuffer> BUFFER = ThreadLocal.withInitial(() -> direct(1 << 12));

    private HostToEngine() {}

    /** A vector {@code [n]} of float32. */
    public static NDArray floats(NDManager manager, float[] values) {
        return floats(manager, values, new Shape(values.length));
    }

    /** An array of float32 in C order. */
    public static NDArray floats(NDManager manager, float[] values, Shape shape) {
        return floats(manager, FloatBuffer.wrap(values), shape);
    }

    /** An array of float32 in C order, of what is left of a buffer, whose position stays. */
    public static NDArray floats(NDManager manager, FloatBuffer values, Shape shape) {
        checkSize(values.remaining(), shape);
        FloatBuffer held = isReady(values) ? values : staged(values);
        try {
            return owning(manager.create(held, shape, DataType.FLOAT32));
        } finally {
            Reference.reachabilityFence(held);
        }
    }

    /** A matrix {@code [n, d]} of float32 from n rows of equal length. */
    public static NDArray rows(NDManager manager, float[][] rows) {
        int columns = rows[0].length;
        FloatBuffer flat = FloatBuffer.allocate(Math.multiplyExact(rows.length, columns));
        for (float[] row : rows) {
            flat.put(row);
        }
        return floats(manager, flat.flip(), new Shape(rows.length, columns));
    }

    /** A scalar of float32. */
    public static NDArray number(NDManager manager, float value) {
        return isPyTorch(manager)
                ? manager.full(new Shape(), value)
                : floats(manager, new float[] {value}, new Shape());
    }

    /** A vector {@code [n]} of int32. */
    public static NDArray ints(NDManager manager, int[] values) {
        IntBuffer held = room(Integer.BYTES * values.length).asIntBuffer();
        held.put(values).flip();
        try {
            return owning(manager.create(held, new Shape(values.length), DataType.INT32));
        } finally {
            Reference.reachabilityFence(held);
        }
    }

    /**
     * Sets all values of an array of float32, in C order.
     *
     * <p>They come by an array of their own. MXNet keeps the weights of a network that has embedded images in a layout of oneDNN's,
     * into which it takes no values of the host (MXNet 1.9.1, "We can't generate TBlob for MKLDNN data"). DJL's {@code
     * NDArray.set} makes PyTorch compute in a buffer of Java's from then on, which is freed with this handle of the array.
     */
    public static void fill(NDArray array, float[] values) {
        checkSize(values.length, array.getShape());
        try (NDArray given = floats(array.getManager(), values, array.getShape())) {
            ArrayCopy.copy(given, array);
        }
    }

    /**
     * The array with memory of its own. MXNet copies; ONNX Runtime's array holds its buffer itself. PyTorch's lies in a buffer of Java, which lives no longer than this handle of the array: another
     * handle, such as {@code stopGradient} and {@code reshape} give, would be left with memory that belongs to somebody else.
     */
    private static NDArray owning(NDArray array) {
        if (!isPyTorch(array.getManager())) {
            return array;
        }
        try (array) {
            return array.duplicate();
        }
    }

    private static boolean isPyTorch(NDManager manager) {
        return manager.getEngine().getEngineName().equals(PYTORCH);
    }

    /** Whether the engine may read a buffer where it is: MXNet starts at its beginning, wherever its position is. */
    private static boolean isReady(FloatBuffer values) {
        return values.isDirect() && values.position() == 0 && values.order() == ByteOrder.nativeOrder();
    }

    private static FloatBuffer staged(FloatBuffer values) {
        FloatBuffer staged = room(Float.BYTES * values.remaining()).asFloatBuffer();
        return staged.put(values.duplicate()).flip();
    }

    /** A buffer of at least so many bytes, until the thread asks for the next. */
    private static ByteBuffer room(int bytes) {
        ByteBuffer kept = BUFFER.get();
        if (kept.capacity() >= bytes) {
            return kept;
        }
        ByteBuffer larger = direct(bytes);
        if (bytes <= KEPT) {
            BUFFER.set(larger);
        }
        return larger;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static void checkSize(int found, Shape shape) {
        if (found != shape.size()) {
            throw new IllegalArgumentException(found + " values for an array " + shape + " of " + shape.size());
        }
    }
}
