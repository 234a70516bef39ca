package marginlab.protocol.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import marginlab.file.npy.MatrixRows;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.junit.jupiter.api.Test;

/** Embeddings in a plane, where every angle can be seen. */
class AngleStatisticsTest {
    private static final long[] LABELS = {0, 0, 1, 1, 2};
    private final float[][] embeddings = {at(10, 3), at(30, 3), at(90, 1), at(100, 1), at(180, 2)};

    @Test
    void tellsTheAnglesOfTheTable() {
        // Embedding centres: 20, 95, 180 degrees. Class centres: 25, 90, 200.
        float[][] classCentres = {at(25, 1), at(90, 7), at(200, 1)};
        ProtocolOutcome outcome = score(LABELS, classCentres);
        assertThat(outcome.variant()).isEqualTo("angles");
        expect(outcome, "intra", (10 + 10 + 5 + 5) / 4.0);
        expect(outcome, "inter", (75 + 75 + 85) / 3.0);
        expect(outcome, "w-ec", (5 + 5 + 20) / 3.0);
        expect(outcome, "w-inter", (65 + 65 + 110) / 3.0);
        assertThat(outcome.notes()).containsExactly("1 of 5 images left out of intra: the only one of their identity");
    }

    @Test
    void needsNoClassCentresOnATestSet() {
        assertThat(score(LABELS, null).metrics()).containsOnlyKeys("intra", "inter");
    }

    @Test
    void findsTheNearestAmongManyCentres() {
        int n = 1300; // more than one block
        float[][] rows = new float[n][];
        long[] labels = new long[n];
        for (int i = 0; i < n; i++) {
            rows[i] = at(i * 0.25, 1);
            labels[i] = n - i;
        }
        ProtocolOutcome outcome =
                AngleStatistics.score("a", MatrixRows.of(rows), labels, null, new JavaMatrixProduct());
        assertThat(outcome.metrics().get("inter")).isCloseTo(0.25, within(1e-3));
        assertThat(outcome.metrics()).doesNotContainKey("intra");
    }

    @Test
    void failsOnLabelsWithoutAClassCentre() {
        refuses(() -> score(LABELS, new float[][] {at(1, 1), at(2, 1)}), "label 2: found no class centre");
        refuses(() -> score(LABELS, new float[][] {at(1, 1)}), "labels 1, 2: found no class centre");
    }

    @Test
    void failsOnMissingLabels() {
        refuses(() -> score(new long[] {1}, null), "labels: found 1 labels for 5 embeddings");
    }

    @Test
    void namesEmbeddingsWithoutDirection() {
        embeddings[3] = new float[2];
        refuses(() -> score(LABELS, null), "embeddings row 3: found NaN, infinity or zeros alone");
    }

    @Test
    void namesAnIdentityThatCancelsOut() {
        embeddings[0] = new float[] {1, 0};
        embeddings[1] = new float[] {-1, 0};
        refuses(() -> score(LABELS, null), "label 0: found embeddings that cancel to zero");
    }

    private ProtocolOutcome score(long[] labels, float[][] classCentres) {
        return AngleStatistics.score("set", MatrixRows.of(embeddings), labels, classCentres, new JavaMatrixProduct());
    }

    private static void refuses(Runnable score, String message) {
        assertThatThrownBy(score::run).isInstanceOf(ProblemException.class).hasMessageContaining(message);
    }

    private static void expect(ProtocolOutcome outcome, String metric, double degrees) {
        assertThat(outcome.metrics().get(metric)).as(metric).isCloseTo(degrees, within(1e-4));
    }

    private static float[] at(double degrees, double length) {
        double angle = Math.toRadians(degrees);
        return new float[] {(float) (length * Math.cos(angle)), (float) (length * Math.sin(angle))};
    }
}
