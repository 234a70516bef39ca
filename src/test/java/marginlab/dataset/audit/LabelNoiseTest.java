package marginlab.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.reader.FolderReader;
import marginlab.dataset.reader.TestImages;
import marginlab.problem.LineProblems;
import marginlab.progress.Progress;
import marginlab.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelNoiseTest {
    @TempDir
    private Path folder;

    @Test
    void findsAnImageUnderTwoIdentitiesAndNotTwiceUnderOne() throws IOException {
        write("Ada/1.png", "png", 1);
        write("Ada/2.jpg", "jpeg", 1);
        write("Bo/1.png", "png", 2);
        write("Cy/1.jpg", "jpeg", 2);
        try (LabelledImages faces = FolderReader.open(folder)) {
            assertThat(LabelNoise.twins(faces, Progress.none(), new LineProblems()))
                    .extracting(DatasetOverlap.Twin::first, DatasetOverlap.Twin::second)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 3));
        }
    }

    /** Three embeddings of Ada at 0, 0 and 90 degrees: the centre is at atan(1/2), 26.57 degrees, the last 63.43 from it. */
    @Test
    void findsAnEmbeddingFarFromItsCentre() throws IOException {
        write("Ada/1.png", "png", 1);
        write("Ada/2.png", "png", 2);
        write("Ada/3.png", "png", 3);
        write("Bo/1.png", "png", 4);
        float[][] embeddings = {{1, 0}, {7, 0}, {0, 2}, {-1, 0}};
        try (LabelledImages faces = FolderReader.open(folder)) {
            assertThat(LabelNoise.outliers(faces, 2, i -> embeddings[i], 60))
                    .singleElement()
                    .satisfies(outlier -> {
                        assertThat(outlier.image()).isEqualTo(2);
                        assertThat(outlier.degrees()).isCloseTo(63.435, within(0.001));
                    });
            assertThat(LabelNoise.outliers(faces, 2, i -> embeddings[i], 64)).isEmpty();
        }
    }

    /** Squares of grey levels that depend on the seed. */
    private void write(String name, String format, int seed) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        CounterRandom draw = new CounterRandom(seed);
        int[] levels = new int[81];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = 20 + draw.below(200);
        }
        Files.write(
                file,
                TestImages.encode(
                        format, BufferedImage.TYPE_INT_RGB, 72, 72, (x, y) -> levels[y / 8 * 9 + x / 8] * 0x010101));
    }
}
