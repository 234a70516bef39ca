package marginlab.run.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import marginlab.dataset.LabelledImages;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.junit.jupiter.api.Test;

class TrainingSampleTest {
    @Test
    void takesWholePeopleUpToTwoThousandImages() {
        TrainingSample sample = TrainingSample.of(people(7, 600));

        assertThat(sample.size()).isEqualTo(3 * 600);
        assertThat(sample.labels()).containsOnly(0, 1, 2);
        assertThat(sample.name(3)).as("the second image of the first person").isEqualTo("image 7");
    }

    @Test
    void takesOnePersonHoweverManyTheirImages() {
        assertThat(TrainingSample.of(people(2, 5000)).size()).isEqualTo(5000);
    }

    @Test
    void looksAtTheFirstImagesOfAVastSetAlone() {
        TrainingSample sample = TrainingSample.of(people(1000, 2_000_000));

        assertThat(sample.labels()).hasSize(2000).containsOnly(0, 1, 2, 3);
        assertThat(sample.name(1999)).isEqualTo("image 499003");
        float[][] embeddings = new float[sample.size()][];
        long[] labels = sample.labels();
        Arrays.setAll(embeddings, i -> new float[] {1, labels[i]});
        assertThat(sample.angles("drawn", embeddings, null).notes())
                .contains("4 of 1000 people, 2000 images, among the first 500000 images");
    }

    @Test
    void saysHowFewPeopleItsAnglesAreOf() {
        TrainingSample sample = TrainingSample.of(people(3, 900));
        float[][] embeddings = new float[sample.size()][];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = sample.labels()[i] == 0 ? new float[] {1, 0} : new float[] {0, 2};
        }

        ProtocolOutcome angles = sample.angles("drawn", embeddings, new float[][] {{1, 1}, {0, 1}, {-1, 0}});

        assertThat(angles.notes()).containsExactly("2 of 3 people, 1800 images");
        assertThat(angles.metrics().get("inter")).as("the axes").isCloseTo(90, within(1e-3));
        assertThat(angles.metrics().get("w-ec")).as("45 and 0 degrees").isCloseTo(22.5, within(1e-3));
        assertThat(angles.metrics().get("w-inter")).as("45, 45 and 90").isCloseTo(60, within(1e-3));
    }

    /** Image i shows person i modulo their number. */
    private static LabelledImages people(int count, int images) {
        return new LabelledImages() {
            @Override
            public int label(int i) {
                return i % count;
            }

            @Override
            public int identities() {
                return count;
            }

            @Override
            public int size() {
                return count * images;
            }

            @Override
            public byte[] encoded(int i) {
                return new byte[0];
            }

            @Override
            public String name(int i) {
                return "image " + i;
            }

            @Override
            public void close() {}
        };
    }
}
