package marginlab.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.TestImages;
import marginlab.experiment.setting.Subset;
import marginlab.problem.ProblemException;
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

    @Test
    void drawsPeopleBySeedAndTheSmallerSubsetFromTheLarger() {
        try (LabelledImages all = TestImages.write(
                folder.resolve("train.rec"),
                1,
                IntStream.generate(() -> 2).limit(40).toArray())) {
            List<String> ten = names(TrainingSet.of(List.of(all), 1, new Subset(10, 3)));
            assertThat(ten).hasSize(10).doesNotHaveDuplicates();
            assertThat(names(TrainingSet.of(List.of(all), 1, new Subset(10, 3))))
                    .isEqualTo(ten);
            assertThat(names(TrainingSet.of(List.of(all), 1, new Subset(10, 4))))
                    .isNotEqualTo(ten);
            assertThat(names(TrainingSet.of(List.of(all), 1, new Subset(20, 3))))
                    .containsAll(ten);
            TrainingSet drawn = TrainingSet.of(List.of(all), 2, new Subset(10, 3));
            assertThat(drawn.size()).isEqualTo(20);
            assertThat(labels(drawn)).startsWith(0, 0, 1, 1).endsWith(9, 9);
            assertThatThrownBy(() -> TrainingSet.of(List.of(all), 1, new Subset(41, 3)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("41 of a training set with 40");
        }
    }

    @Test
    void leavesOutThePeopleOfAList() throws IOException {
        RecordIoReader all = TestImages.write(folder.resolve("train.rec"), 1, 1, 3, 2);
        Path list = Files.writeString(folder.resolve("drop.txt"), "1\n");
        try (LabelledImages rest = TrainingSet.without(all, list)) {
            assertThat(labels(rest)).containsExactly(0, 1, 1);
            assertThat(rest.identity(1)).isEqualTo("2");
            Files.writeString(list, "1\n5\n");
            assertThatThrownBy(() -> TrainingSet.without(all, list))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(list + ":2: found '5'; expected a number below 3");
            Files.writeString(list, "0\n1\n2\n");
            assertThatThrownBy(() -> TrainingSet.without(all, list)).hasMessageContaining("found everybody");
        }
    }

    private static List<String> names(LabelledImages faces) {
        return IntStream.range(0, faces.identities()).mapToObj(faces::identity).toList();
    }

    private TrainingSet joined(int minImages) {
        return new TrainingSet(
                List.of(
                        TestImages.write(folder.resolve("a").resolve("train.rec"), 1, 1, 3, 2),
                        TestImages.write(folder.resolve("b").resolve("train.rec"), 1, 2, 1)),
                minImages);
    }

    private static int[] labels(LabelledImages faces) {
        return IntStream.range(0, faces.size()).map(faces::label).toArray();
    }

    @Test
    void leavesOutEverybodyOfAName() throws IOException {
        Files.writeString(folder.resolve("train.names"), "Ann Lee\nBo\nann_lee\n");
        RecordIoReader all = TestImages.write(folder.resolve("train.rec"), 1, 1, 3, 2);
        Path list = Files.writeString(folder.resolve("drop.txt"), "Ann_Lee\n");
        try (LabelledImages rest = TrainingSet.without(all, list)) {
            assertThat(names(rest)).containsExactly("Bo");
        }
    }
}
