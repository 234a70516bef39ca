package marginlab.protocol.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import marginlab.protocol.pair.MadeUpEmbeddings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 300, 7", "4, 256, 16", "5, 513, 33"})
    void agreesWithAPlainLoop(int m, int n, int d) {
        float[] a = MadeUpEmbeddings.floats(new MadeUpEmbeddings(1).row((m + 2) * d)); // from the third row on
        float[] b = MadeUpEmbeddings.floats(new MadeUpEmbeddings(2).row(n * d));
        float[] out = new float[m * n + 3];
        try (MatrixProduct.LeftMatrix held = new JavaMatrixProduct().hold(a, 2, m, d)) {
            held.multiply(b, n, out);
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    sum += (double) a[(i + 2) * d + k] * b[j * d + k];
                }
                assertThat((double) out[i * n + j]).isCloseTo(sum, within(1e-5));
            }
        }
        assertThat(out[m * n]).isZero();
    }
}
