package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;

class PairEmbeddingsTest {
    private final boolean[] same = MadeUpEmbeddings.same(12, 2, 1);
    private final float[][] rows = MadeUpEmbeddings.rows(1, 24, 4);

    @Test
    void namesRowsWithNaN() {
        rows[3][1] = Float.NaN;
        rows[17][0] = Float.POSITIVE_INFINITY;
        refuses("embeddings rows 3, 17: found NaN or infinity");
    }

    @Test
    void namesTheFirstTenOfManyZeroRows() {
        for (int row = 0; row < 12; row++) {
            rows[row] = new float[4];
        }
        refuses("embeddings rows 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more: found a zero embedding");
    }

    @Test
    void failsOnOddRows() {
        assertThatThrownBy(() -> new PairEmbeddings(java.util.Arrays.copyOf(rows, 23), null, same))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("23 rows for 12 pairs; expected 24 rows");
    }

    @Test
    void failsOnRowsOfAnotherDimension() {
        rows[5] = new float[] {1, 2, 3};
        refuses("embeddings row 5: found 3 numbers; expected 4 as in row 0");
    }

    @Test
    void failsOnMirroredRowsOfAnotherDimension() {
        float[][] flipped = MadeUpEmbeddings.rows(1, 24, 5);
        assertThatThrownBy(() -> new PairEmbeddings(rows, flipped, same))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("flipped embeddings: found 5 dimensions; expected 4");
    }

    @Test
    void failsOnFewerPairsThanFolds() {
        boolean[] few = MadeUpEmbeddings.same(9, 2, 1);
        assertThatThrownBy(() -> TenFoldVerification.score("few", MadeUpEmbeddings.pairs(1, 4, 1, few)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("9 pairs; expected at least one a fold: 10");
    }

    @Test
    void namesARowThatItsMirrorImageCancels() {
        float[][] flipped = MadeUpEmbeddings.rows(2, 24, 4);
        for (int j = 0; j < 4; j++) {
            flipped[6][j] = -rows[6][j];
        }
        assertThatThrownBy(() -> TenFoldVerification.score("cancel", new PairEmbeddings(rows, flipped, same)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("embeddings row 6: found plain and flipped cancel to zero");
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> new PairEmbeddings(rows, null, same))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(message);
    }
}
