package marginlab.pipeline;

import marginlab.engine.EngineProduct;
import marginlab.verify.MatrixProduct;

/** The engine's matrix product, as the protocols ask for it. */
public final class EngineScores implements MatrixProduct, AutoCloseable {
    private final EngineProduct product;

    /** On an engine that is there, by its name. */
    public EngineScores(String engine) {
        product = new EngineProduct(engine);
    }

    @Override
    public Held hold(float[] rows, int first, int m, int d) {
        EngineProduct.Held held = product.hold(rows, first, m, d);
        return new Held() {
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
