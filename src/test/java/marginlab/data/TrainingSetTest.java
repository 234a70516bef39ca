package marginlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.experiment.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingSetTest {
    @TempDir
    private Path folder;

    @Test
    void joinsSetsAndKeepsTheirPeopleApart() {
        try (TrainingSet joined = joined(1)) {
            assertThat(joined.size()).isEqualTo(9);
            assertThat(joined.identities()).isEqualTo(5);
            assertThat(labels(joined)).containsExactly(0, 1, 1, 1, 2, 2, 3, 3, 4);
            assertThat(joined.name(6)).contains("b/train.rec key 1 ".replace('/', java.io.File.separatorChar));
            assertThat(joined.encoded(7)).isEqualTo(TestImages.exact(1, TestImages.grey(1) * 0x010101));
        }
    }

    @Test
    void leavesOutPeopleWithTooFewImagesAndCountsAnew() {
        try (TrainingSet joined = joined(2)) {
            assertThat(joined.identities()).isEqualTo(3);
            assertThat(labels(joined)).containsExactly(0, 0, 0, 1, 1, 2, 2);
            assertThat(joined.name(0)).contains(" key 2 at byte ");
        }
    }

    @Test
    void saysWhenNobodyIsLeft() {
        assertThatThrownBy(() -> joined(4))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the most images of a person are 3");
    }

    private TrainingSet joined(int minImages) {
        return new TrainingSet(
                List.of(
                        TestImages.write(folder.resolve("a").resolve("train.rec"), 1, 1, 3, 2),
                        TestImages.write(folder.resolve("b").resolve("train.rec"), 1, 2, 1)),
                minImages);
    }

    private static int[] labels(Faces faces) {
        return IntStream.range(0, faces.size()).map(faces::label).toArray();
    }
}
