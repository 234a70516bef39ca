package marginlab.run.score;

import marginlab.engine.EngineMatMul;
import marginlab.protocol.embedding.MatrixProduct;

/** The engine's matrix product, as the protocols ask for it. */
public final class EngineMatrixProduct implements MatrixProduct, AutoCloseable {
    private final EngineMatMul product;

    /** On an engine that is there, by its name. */
    public EngineMatrixProduct(String engine) {
        product = new EngineMatMul(engine);
    }

    @Override
    public LeftMatrix hold(float[] rows, int first, int m, int d) {
        EngineMatMul.EngineMatrix held = product.hold(rows, first, m, d);
        return new LeftMatrix() {
            @Override
            public void multiply(float[] b, int n, float[] out) {
                held.multiply(b, n, out);
            }

            @Override
            public void close() {
                held.close();
            }
        };
    }

    /** What does the work: {@code MXNet 1.9.1 on cpu()}. */
    public String label() {
        return product.label();
    }

    @Override
    public void close() {
        product.close();
    }
}
