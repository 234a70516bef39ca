package marginlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EngineMatMulTest {
    @Test
    void multipliesHeldRowsWithBlocks() {
        float[] a = {9, 9, 9, 1, 2, 3, -1, 0, 2, 99}; // the second and the third row are held
        float[] b = {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1};
        float[] out = new float[9];
        try (EngineMatMul product = new EngineMatMul();
                EngineMatMul.EngineMatrix held = product.hold(a, 1, 2, 3)) {
            held.multiply(b, 1, out);
            assertThat(out).startsWith(1, -1);
            held.multiply(b, 4, out);
        }
        assertThat(out).containsExactly(new float[] {1, 2, 3, 6, -1, 0, 2, 1, 0}, within(1e-6f));
    }
}
