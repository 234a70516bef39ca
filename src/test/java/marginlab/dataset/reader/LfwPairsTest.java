package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LfwPairsTest {
    @TempDir
    private Path folder;

    private Path images;

    @BeforeEach
    void makesThreePeople() throws IOException {
        images = folder.resolve("images");
        for (String name :
                new String[] {"Ada/Ada_0001", "Ada/Ada_0002", "Bo/Bo_0001", "José/José_0001", "José/José_0010"}) {
            Path file = images.resolve(name + ".jpg");
            Files.createDirectories(file.getParent());
            Files.write(file, name.getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(images.resolve("notes.txt"), "not an image");
        Files.createDirectories(images.resolve("Nobody"));
    }

    @Test
    void readsFoldsOfPairs() throws IOException {
        String list = "2\t1\nAda\t1\t2\nAda\t1\tBo\t1\nJosé\t1\t10\nBo\t1\tJosé\t1\n";
        try (VerificationSet set = open(list)) {
            assertThat(set.same()).containsExactly(true, false, true, false);
            assertThat(set.images().size()).isEqualTo(5);
            assertThat(text(set, set.left()[3])).isEqualTo("Bo/Bo_0001");
            assertThat(text(set, set.right()[2])).isEqualTo("José/José_0010");
            assertThat(set.left()[1]).isEqualTo(set.left()[0]);
        }
    }

    @Test
    void readsOneFoldWithBlanksAndWindowsLineEnds() throws IOException {
        try (VerificationSet set = open("\uFEFF1\r\nAda 1 2\r\nAda 2 Bo 1\r\n\r\n")) {
            assertThat(set.same()).containsExactly(true, false);
        }
    }

    /** As facenet's aligner writes them, as cameras do, and as others keep them. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "PNG", "JPG", "jpeg", "webp", "bmp"})
    void findsTheImagesInAnotherFormat(String ending) throws IOException {
        Files.move(images.resolve("Ada/Ada_0002.jpg"), images.resolve("Ada/Ada_0002." + ending));
        try (VerificationSet set = open("1\t1\nAda\t1\t2\nAda\t2\tBo\t1\n")) {
            assertThat(text(set, set.right()[0])).isEqualTo("Ada/Ada_0002");
            assertThat(set.images().missing()).isEmpty();
        }
        Path list = Files.writeString(folder.resolve("list.txt"), "Ada/Ada_0002.jpg\tBo/Bo_0001\t0\n");
        try (VerificationSet set = PairLists.columns(images, list)) {
            assertThat(text(set, 0)).isEqualTo("Ada/Ada_0002");
            assertThat(text(set, 1)).isEqualTo("Bo/Bo_0001");
        }
        Files.writeString(list, "Ada/Ada_0002 0\n\"Bo/Bo_0001.png\"\t\"1\"\n");
        try (LabelledImages faces = ListReader.open(images, list)) {
            assertThat(faces.missing()).isEmpty();
            assertThat(faces.encoded(0)).asString(StandardCharsets.UTF_8).isEqualTo("Ada/Ada_0002");
            assertThat(faces.encoded(1)).asString(StandardCharsets.UTF_8).isEqualTo("Bo/Bo_0001");
        }
    }

    @Test
    void saysWhatItTriedInWords() {
        fails(
                "1\t1\nAda\t1\t7\nAda\t1\tBo\t1\n",
                ":2: found 'Ada 1 7'",
                "Ada_0007.jpg, nor with another ending (.jpg, .jpeg, .png, .webp, .bmp)");
    }

    @Test
    void saysWhichLineIsWrong() {
        fails("", ":1", "an empty file");
        fails("ten\t1\n", ":1", "'folds<TAB>pairs of a kind'");
        fails("1\t2\t3\n", ":1", "'folds<TAB>pairs of a kind'");
        fails("0\n", ":1", "'folds<TAB>pairs of a kind'");
        fails("1\t1\nAda\t1\t2\n", ":2", "found 1 pairs; expected 2");
        fails("1\t1\nAda\t1\t2\nAda\t1\t2\n", ":3", "'name i name j', a pair of two people");
        fails("1\t1\nAda\t1\tBo\t1\nAda\t1\tBo\t1\n", ":2", "'name i j', a pair of one person");
        fails("1\t1\nAda\t1\tx\nAda\t1\tBo\t1\n", ":2", "'name i j' or");
        fails("1\t1\nAda\t1\t3\nAda\t1\tBo\t1\n", ":2", "an image that is there, not");
        fails("1\t1\n..\t1\t2\nAda\t1\tBo\t1\n", ":2", "names of files inside");
        fails("1\t1\n/etc\t1\t2\nAda\t1\tBo\t1\n", ":2", "names of files inside");
        fails("1\t1\n../images/Ada\t1\t2\n\u0000\t1\tBo\t1\n", ":2", "an image that is there");
    }

    @Test
    void saysWhereTheListIsNotText() throws IOException {
        Path list = folder.resolve("pairs.txt");
        Files.write(list, new byte[] {'1', '\n', 'A', (byte) 0xE9, '\n'});
        assertThatThrownBy(() -> LfwPairs.open(images, list))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(list + ":2: found bytes that are not UTF-8");
    }

    @Test
    void trainsOnAFolderAPerson() throws IOException {
        try (LabelledImages faces = FolderReader.open(images)) {
            assertThat(faces.identities()).isEqualTo(3);
            assertThat(faces.size()).isEqualTo(5);
            assertThat(faces.label(4)).isEqualTo(2);
            assertThat(faces.identity(2)).isEqualTo("José");
            assertThat(faces.encoded(2)).isEqualTo("Bo/Bo_0001".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> FolderReader.open(images.resolve("Nobody")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no images");
    }

    private void fails(String list, String place, String message) {
        assertThatThrownBy(() -> open(list))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("pairs.txt" + place)
                .hasMessageContaining(message);
    }

    private VerificationSet open(String list) throws IOException {
        Path file = folder.resolve("pairs.txt");
        Files.writeString(file, list, StandardCharsets.UTF_8);
        return LfwPairs.open(images, file);
    }

    private static String text(VerificationSet set, int i) {
        return new String(set.images().encoded(i), StandardCharsets.UTF_8);
    }
}
