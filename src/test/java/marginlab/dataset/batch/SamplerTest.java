package marginlab.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.reader.TestImages;
import marginlab.experiment.setting.Sampling;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamplerTest {
    @TempDir
    private Path folder;

    @Test
    void takesEveryImageOnceAnEpochButTheLeftOver() {
        Sampler sampler = new ShuffledSampler(10, 3, 1);
        assertThat(sampler.stepsPerEpoch()).isEqualTo(3);
        for (int epoch = 0; epoch < 20; epoch++) {
            Set<Integer> seen = new HashSet<>();
            for (int step = 0; step < 3; step++) {
                Arrays.stream(sampler.indices(3L * epoch + step)).forEach(seen::add);
            }
            assertThat(seen).hasSize(9).allMatch(i -> i >= 0 && i < 10);
        }
    }

    @Test
    void dependsOnSeedAndStepAlone() {
        Sampler forward = new ShuffledSampler(100, 7, 5);
        Sampler jumping = new ShuffledSampler(100, 7, 5);
        int[] late = jumping.indices(40);
        int[] early = jumping.indices(1);
        IntStream.range(0, 40).forEach(forward::indices);
        assertThat(forward.indices(40)).isEqualTo(late);
        assertThat(forward.indices(1)).isEqualTo(early);
        assertThat(new ShuffledSampler(100, 7, 6).indices(1)).isNotEqualTo(early);
    }

    @Test
    void shufflesUniformly() {
        int[] firsts = new int[5];
        for (int seed = 0; seed < 10_000; seed++) {
            firsts[new ShuffledSampler(5, 1, seed).indices(0)[0]]++;
        }
        // 2,000 expected of each; standard deviation 40.
        assertThat(Arrays.stream(firsts)).allMatch(n -> n > 1_800 && n < 2_200);
    }

    @Test
    void drawsSomeImagesOfSomePeople() {
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 1, 5, 2, 7, 4, 6)) {
            Sampler sampler = Sampler.of(new Sampling(2, 3), faces, 999, 1);
            assertThat(sampler.batch()).isEqualTo(6);
            assertThat(sampler.stepsPerEpoch()).isEqualTo(4);
            for (int round = 0; round < 10; round++) {
                Set<Integer> turn = new HashSet<>();
                for (int step = 2 * round; step < 2 * round + 2; step++) {
                    TreeMap<Integer, Set<Integer>> people = new TreeMap<>();
                    for (int i : sampler.indices(step)) {
                        people.computeIfAbsent(faces.label(i), p -> new HashSet<>())
                                .add(i);
                    }
                    assertThat(people).hasSize(2);
                    people.forEach((person, images) -> assertThat(images).hasSize(person == 1 ? 2 : 3));
                    turn.addAll(people.keySet());
                }
                assertThat(turn).hasSize(4);
            }
            assertThat(Sampler.of(new Sampling(2, 3), faces, 999, 1).indices(3)).isEqualTo(sampler.indices(3));
        }
    }

    @Test
    void refusesBatchesThatTheSetCannotFill() {
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 1, 2, 1)) {
            assertThatThrownBy(() -> Sampler.of(Sampling.SHUFFLE, faces, 4, 1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("4 images a batch for a training set of 3");
            assertThatThrownBy(() -> Sampler.of(new Sampling(3, 2), faces, 6, 1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("3 x 2 for a training set of 1 identities with at least two images")
                    .hasMessageContaining("expected 3 identities with at least two images or more");
            assertThatThrownBy(() -> Sampler.of(new Sampling(3, 1), faces, 3, 1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("3 x 1 for a training set of 2 identities with an image");
        }
    }

    @Test
    void refusesPairsOfOnePersonOrOfOneImage() {
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 1, 4, 1, 1, 1)) {
            for (Sampling sampling : new Sampling[] {new Sampling(1, 2), new Sampling(2, 2), new Sampling(4, 4)}) {
                assertThatThrownBy(() -> Sampler.of(sampling, faces, sampling.identities() * sampling.images(), 1))
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining("a training set of 1 identities with at least two images");
            }
            assertThat(Sampler.of(new Sampling(4, 1), faces, 4, 1).indices(0)).hasSize(4);
        }
    }

    @Test
    void leavesOutPeopleWithASingleImage() {
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 1, 1, 3, 1, 2, 4, 1)) {
            Sampler sampler = Sampler.of(new Sampling(2, 2), faces, 4, 1);
            Set<Integer> people = new HashSet<>();
            for (int step = 0; step < 60; step++) {
                int[] indices = sampler.indices(step);
                assertThat(Arrays.stream(indices).distinct().count()).isEqualTo(4);
                Arrays.stream(indices).map(faces::label).forEach(people::add);
            }
            assertThat(people).containsExactlyInAnyOrder(1, 3, 4);
        }
    }
}
