package marginlab.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.LfwView1Files;
import marginlab.dataset.reader.BinReader;
import marginlab.dataset.reader.FolderReader;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.TestImages;
import marginlab.problem.LineProblems;
import marginlab.progress.Progress;
import marginlab.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class DatasetOverlapTest {
    @TempDir
    private Path folder;

    @Test
    void findsPeopleByName() throws IOException {
        for (String name : new String[] {"a/Ada_Lovelace", "a/Bo", "b/ada lovelace", "b/Cy"}) {
            write(name + "/1.png", "png", 1, 0);
        }
        try (LabelledImages a = FolderReader.open(folder.resolve("a"));
                LabelledImages b = FolderReader.open(folder.resolve("b"))) {
            assertThat(DatasetOverlap.people(a, b)).contains(java.util.List.of("Ada_Lovelace"));
        }
    }

    @Test
    void comparesTheOtherImagesWhereSomeCannotBeRead() throws IOException {
        write("a/Ada/1.png", "png", 1, 0);
        Files.writeString(folder.resolve("a/Ada/2.png"), "no image");
        write("b/Bo/1.png", "png", 1, 0);
        Files.writeString(folder.resolve("b/Bo/2.png"), "no image either");
        try (LabelledImages a = FolderReader.open(folder.resolve("a"));
                LabelledImages b = FolderReader.open(folder.resolve("b"))) {
            LineProblems faults = new LineProblems();
            assertThat(DatasetOverlap.images(a, b, Progress.none(), faults))
                    .singleElement()
                    .satisfies(twin -> {
                        assertThat(twin.first()).isZero();
                        assertThat(twin.second()).isZero();
                    });
            assertThat(faults.count()).isEqualTo(2);
        }
    }

    @Test
    void findsTheSameImageStoredAnotherWay() throws IOException {
        write("a/x/1.png", "png", 1, 0);
        write("a/x/2.png", "png", 2, 0);
        write("b/y/1.jpg", "jpeg", 3, 0);
        write("b/y/2.jpg", "jpeg", 2, 12);
        try (LabelledImages a = FolderReader.open(folder.resolve("a"));
                LabelledImages b = FolderReader.open(folder.resolve("b"))) {
            assertThat(DatasetOverlap.images(a, b, Progress.none(), new LineProblems()))
                    .singleElement()
                    .satisfies(twin -> {
                        assertThat(twin.first()).isEqualTo(1);
                        assertThat(twin.second()).isEqualTo(1);
                        assertThat(twin.bits()).isLessThanOrEqualTo(DatasetOverlap.MOST_BITS);
                    });
        }
    }

    /** Two photos of LFW stand under two names each, one of them in the test people. */
    @Test
    @EnabledIf(value = "marginlab.dataset.catalog.LfwView1Files#isThere", disabledReason = LfwView1Files.NEEDED)
    void takesNoTwoPeopleOfLfwForOneImage() {
        try (LabelledImages train = RecordIoReader.open(LfwView1Files.file("lfw-view1/train.rec"));
                VerificationSet test = BinReader.open(LfwView1Files.file("lfw-view1/test.bin"))) {
            assertThat(DatasetOverlap.images(train, test.images(), Progress.none(), new LineProblems()))
                    .hasSize(2);
        }
    }

    /** Squares of grey levels that depend on the seed, brightened. */
    private void write(String name, String format, int seed, int brighter) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        int[] levels = new int[81];
        CounterRandom draw = new CounterRandom(seed);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = 20 + draw.below(200);
        }
        Files.write(
                file,
                TestImages.encode(
                        format,
                        BufferedImage.TYPE_INT_RGB,
                        72,
                        72,
                        (x, y) -> (levels[y / 8 * 9 + x / 8] + brighter) * 0x010101));
    }
}
