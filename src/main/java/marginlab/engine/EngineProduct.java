package marginlab.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/** The engine's matrix product on arrays of Java: what goes in is copied, what comes out too, and nothing native is left. */
public final class EngineProduct implements AutoCloseable {
    private final NDManager manager;

    /** On the default engine and its first device. */
    public EngineProduct() {
        manager = NDManager.newBaseManager();
    }

    /**
     * {@code out[i * n + j]} becomes the sum over k of {@code a[i * d + k] * b[j * d + k]}.
     *
     * @param a {@code [m, d]}, row after row; may be longer
     * @param b {@code [n, d]}
     * @param out {@code [m, n]}
     */
    public void multiply(float[] a, int m, float[] b, int n, int d, float[] out) {
        try (NDManager block = manager.newSubManager()) {
            NDArray left = block.create(FloatBuffer.wrap(a, 0, m * d), new Shape(m, d));
            NDArray right = block.create(FloatBuffer.wrap(b, 0, n * d), new Shape(n, d));
            Operators.of(left)
                    .linear(left, right)
                    .toByteBuffer()
                    .asFloatBuffer()
                    .get(out, 0, m * n);
        }
    }

    /** What does the work: {@code MXNet 1.9.1 on cpu()}. */
    public String label() {
        return manager.getEngine().getEngineName() + " " + manager.getEngine().getVersion() + " on "
                + manager.getDevice();
    }

    @Override
    public void close() {
        manager.close();
    }
}
