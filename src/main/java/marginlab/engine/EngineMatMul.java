package marginlab.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/** The engine's matrix product on arrays of Java: what goes in is copied, what comes out too, and nothing native is left. */
public final class EngineMatMul implements AutoCloseable {
    private final NDManager manager;

    /** On the default engine and its first device. */
    public EngineMatMul() {
        manager = NDManager.newBaseManager();
    }

    /** On the first device of an engine, by its name. */
    public EngineMatMul(String engine) {
        manager = NDManager.newBaseManager(null, engine);
    }

    /**
     * Copies rows to the engine, where they stay for many products.
     *
     * @param rows a matrix of d columns, row after row
     * @param first row that is taken
     * @param m rows that are taken
     */
    public EngineMatrix hold(float[] rows, int first, int m, int d) {
        return new EngineMatrix(manager.newSubManager(), rows, first, m, d);
    }

    /** Rows a {@code [m, d]} on the engine's side. */
    public static final class EngineMatrix implements AutoCloseable {
        private final NDManager scope;
        private final NDArray left;
        private final int m;
        private final int d;

        private EngineMatrix(NDManager scope, float[] rows, int first, int m, int d) {
            this.scope = scope;
            this.m = m;
            this.d = d;
            left = HostToEngine.floats(scope, FloatBuffer.wrap(rows, first * d, m * d), new Shape(m, d));
        }

        /**
         * {@code out[i * n + j]} becomes the sum over k of {@code a[i, k] * b[j * d + k]}.
         *
         * @param b {@code [n, d]}, row after row; may be longer
         * @param out {@code [m, n]}; may be longer
         */
        public void multiply(float[] b, int n, float[] out) {
            try (NDManager block = scope.newSubManager()) {
                NDArray right = HostToEngine.floats(block, FloatBuffer.wrap(b, 0, n * d), new Shape(n, d));
                NDArray product = Operators.of(left).linear(left, right);
                block.attachAll(product);
                product.toByteBuffer(true).asFloatBuffer().get(out, 0, m * n);
            }
        }

        @Override
        public void close() {
            scope.close();
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
