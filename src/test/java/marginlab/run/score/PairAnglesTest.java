package marginlab.run.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import marginlab.dataset.VerificationSet;
import marginlab.image.decode.EncodedImages;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.junit.jupiter.api.Test;

/** Two people in the plane, at 0 and 10 and at 90 and 110 degrees, and one who is seen once. */
class PairAnglesTest {
    private static final int[] DEGREES = {0, 10, 90, 110, 300};

    /** Images by name, each its own content but where contents are given. */
    private record Named(List<String> names, List<String> contents) implements EncodedImages {
        @Override
        public int size() {
            return names.size();
        }

        @Override
        public byte[] encoded(int i) {
            return contents.get(i).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String name(int i) {
            return names.get(i);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static float[] at(int degrees) {
        return new float[] {
            (float) (3 * Math.cos(Math.toRadians(degrees))), (float) (3 * Math.sin(Math.toRadians(degrees)))
        };
    }

    @Test
    void takesEachImageOfAPersonOnceWhereFoldersTell() {
        VerificationSet set = new VerificationSet(
                "lfw",
                new Named(List.of("a/1", "a/2", "b/1", "b/2", "c/1"), List.of("1", "2", "3", "4", "5")),
                new int[] {0, 2, 0, 0},
                new int[] {1, 3, 2, 4},
                new boolean[] {true, true, false, false},
                "");
        float[][] pairs = new float[8][];
        for (int pair = 0; pair < 4; pair++) {
            pairs[2 * pair] = at(DEGREES[set.left()[pair]]);
            pairs[2 * pair + 1] = at(DEGREES[set.right()[pair]]);
        }

        ProtocolOutcome outcome = PairAngles.of(set, pairs).orElseThrow();

        assertThat(outcome.set()).isEqualTo("lfw");
        assertThat(outcome.variant()).isEqualTo("angles");
        assertThat(outcome.metrics().get("intra")).as("5, 5, 10, 10").isCloseTo(7.5, within(1e-4));
        assertThat(outcome.metrics().get("inter")).as("from 5 to 100").isCloseTo(95, within(1e-4));
        assertThat(outcome.notes())
                .containsExactly("2 people with two images or more, 4 images, told by their folders");
    }

    @Test
    void tellsPeopleByEqualFilesAndGenuinePairsWhereNothingIsNamed() {
        EncodedImages images =
                new Named(List.of("x 0", "x 1", "x 2", "x 3", "x 4", "x 5"), List.of("1", "2", "3", "4", "1", "5"));
        VerificationSet set = VerificationSet.adjacent("bin", images, new boolean[] {true, true, false}, "");
        float[][] pairs = {at(0), at(10), at(90), at(110), at(0), at(300)};

        ProtocolOutcome outcome = PairAngles.of(set, pairs).orElseThrow();

        assertThat(outcome.metrics().get("intra")).isCloseTo(7.5, within(1e-4));
        assertThat(outcome.notes().get(0)).contains("4 images, told by equal files and genuine pairs");
    }

    @Test
    void saysNothingOfASetWithoutTwoPeople() {
        EncodedImages images = new Named(List.of("x 0", "x 1"), List.of("1", "2"));

        assertThat(PairAngles.of(
                        VerificationSet.adjacent("bin", images, new boolean[] {true}, ""),
                        new float[][] {at(0), at(10)}))
                .isEmpty();
    }
}
