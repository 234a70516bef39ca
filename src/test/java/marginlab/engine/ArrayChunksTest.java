package marginlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrayChunksTest {
    /** More values than a piece has, as the 3,000 centres below. */
    private static final Shape WEIGHTS = new Shape(512, 512, 3, 3);

    @ParameterizedTest
    @ValueSource(longs = {1, 3000})
    void readsCentresAsTheyWereWritten(long rows) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray centres = manager.zeros(new Shape(rows, 512));
            count(centres);
            assertCounted(centres);
            assertThat(centres.getFloat(rows - 1, 511)).isEqualTo(512 * rows - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsAndWritesWeightsThatInferenceHasPutIntoAnotherLayout(boolean trained) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray weights = manager.zeros(WEIGHTS);
            weights.setRequiresGradient(trained);
            count(weights);
            infer(manager, weights);
            assertCounted(weights);
            infer(manager, weights);
            count(weights);
            assertCounted(weights);
        }
    }

    private static void infer(NDManager manager, NDArray weights) {
        NDArray image = manager.ones(new Shape(1, 512, 4, 4));
        image.getNDArrayInternal()
                .convolution(image, weights, null, new Shape(1, 1), new Shape(1, 1), new Shape(1, 1), 1)
                .singletonOrThrow()
                .toFloatArray();
    }

    /** Writes 0, 1, 2 and so on. */
    private static void count(NDArray array) throws IOException {
        int[] next = {0};
        ArrayChunks.write(array, values -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = next[0]++;
            }
        });
    }

    private static void assertCounted(NDArray array) throws IOException {
        int[] next = {0};
        ArrayChunks.read(array, values -> {
            for (float value : values) {
                if (value != next[0]++) {
                    throw new AssertionError("value " + (next[0] - 1) + " is " + value);
                }
            }
        });
        assertThat((long) next[0]).isEqualTo(array.size());
    }
}
