package marginlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EngineProductTest {
    @Test
    void multipliesRowsWithRows() {
        float[] a = {1, 2, 3, -1, 0, 2, 99}; // two rows and a rest that is not read
        float[] b = {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1};
        float[] out = new float[9];
        try (EngineProduct product = new EngineProduct()) {
            product.multiply(a, 2, b, 4, 3, out);
        }
        assertThat(out).containsExactly(new float[] {1, 2, 3, 6, -1, 0, 2, 1, 0}, within(1e-6f));
    }
}
