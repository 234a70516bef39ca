package marginlab.protocol.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import marginlab.file.npy.MatrixRows;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.junit.jupiter.api.Test;

/** Figures of searches on geometry that can be seen: what they should be follows from a few angles. */
class SearchValuesTest {
    private static final int PROBES = 31_623;
    private static final int GALLERY = 31_630;

    private static float[] at(double degrees, int from, int to, int sign) {
        float[] row = new float[3];
        row[from] = (float) Math.cos(Math.toRadians(degrees));
        row[to] = sign * (float) Math.sin(Math.toRadians(degrees));
        return row;
    }

    /**
     * All probes but one point along x, all distractors but two against it. One probe points along z; its distractors are 15
     * and 25 degrees away, its mates 10, 20 and 30. Of 10^9 other pairs one may pass: the threshold is at 25 degrees.
     */
    @Test
    void trillionPairsVerifiesAtOneInAThousandMillion() {
        float[][] probes = new float[PROBES][];
        long[] people = new long[PROBES];
        Arrays.fill(probes, new float[] {1, 0, 0});
        Arrays.fill(people, 2);
        probes[77] = new float[] {0, 0, 1};
        people[77] = 1;
        float[][] gallery = new float[GALLERY][];
        long[] shown = new long[GALLERY];
        Arrays.fill(gallery, new float[] {-1, 0, 0});
        Arrays.fill(shown, -1);
        gallery[5] = at(15, 2, 1, 1);
        gallery[30_000] = at(25, 2, 1, 1);
        for (int mate = 0; mate < 3; mate++) {
            gallery[1000 * mate + 9] = at(10 + 10 * mate, 2, 1, -1);
            shown[1000 * mate + 9] = 1;
        }

        ProtocolOutcome outcome = TrillionPairs.score(
                "deepglint", MatrixRows.of(probes), people, MatrixRows.of(gallery), shown, new JavaMatrixProduct());

        assertThat(outcome.metrics().get("ver@fpr=1e-9"))
                .as("10 and 20 of 10, 20, 30")
                .isEqualTo(2 / 3.0);
        assertThat(outcome.metrics().get("id@fpr=1e-3"))
                .as("10 before 15 degrees")
                .isEqualTo(1);
    }

    /** A person's own videos come 1st and 102nd: the second is not looked at, but it counts among the person's. */
    @Test
    void iqiyiLooksAtAHundredVideosAndNoMore() {
        float[][] videos = new float[150][];
        long[] shown = new long[150];
        for (int i = 0; i < videos.length; i++) {
            videos[i] = at(0.5 * i, 0, 1, 1);
            shown[i] = i == 0 || i == 101 ? 1 : -1;
        }

        assertThat(map(videos, shown)).isCloseTo(1 / 2.0, within(1e-12));
        shown[99] = 1;
        shown[101] = -1;
        assertThat(map(videos, shown)).as("the hundredth is").isCloseTo((1 + 2 / 100.0) / 2, within(1e-12));
    }

    private static double map(float[][] videos, long[] shown) {
        return IqiyiVid.score(
                        "iqiyi",
                        MatrixRows.of(new float[][] {{1, 0, 0}}),
                        new long[] {1},
                        MatrixRows.of(videos),
                        shown,
                        new JavaMatrixProduct())
                .metrics()
                .get("map@100");
    }
}
