package marginlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import marginlab.experiment.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("installed")
final class PackerTest {
    private final Packer packer = new Packer(Progress.none());

    @TempDir
    private Path folder;

    @Test
    void packsAFolderAPersonAndUnpacksIt() throws IOException {
        Path people = folder.resolve("people");
        image(people.resolve("Bo/b.png"), 1);
        image(people.resolve("Zoë/a.png"), 2);
        image(people.resolve("Zoë/c.png"), 3);
        Path rec = folder.resolve("train.rec");
        try (Faces faces = FolderFaces.open(people)) {
            packer.pack(faces, rec);
        }
        assertThat(Files.readString(folder.resolve("property"))).isEqualTo("2,4,4");
        assertThat(Files.readString(folder.resolve("train.names"))).isEqualTo("Bo\nZoë\n");
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            assertThat(faces.identity(1)).isEqualTo("Zoë");
            packer.unpack(faces, folder.resolve("again"));
        }
        try (Faces faces = FolderFaces.open(folder.resolve("again"))) {
            assertThat(faces.identities()).isEqualTo(2);
            assertThat(faces.identity(0)).isEqualTo("Bo");
            assertThat(faces.encoded(2)).isEqualTo(TestImages.exact(4, 3));
        }
    }

    @Test
    void packsPairsAndUnpacksThem() throws IOException {
        Path images = folder.resolve("images");
        for (int i = 0; i < 3; i++) {
            image(images.resolve(i + ".png"), i);
        }
        Path list = folder.resolve("list.txt");
        Files.writeString(list, "0.png 1.png 1\n0.png 2.png 0\n");
        Path bin = folder.resolve("pairs.bin");
        try (VerificationSet set = PairLists.columns(images, list)) {
            packer.pack(set, bin);
        }
        try (VerificationSet set = BinReader.open(bin)) {
            assertThat(set.same()).containsExactly(true, false);
            assertThat(set.images().encoded(3)).isEqualTo(TestImages.exact(4, 2));
            packer.unpack(set, folder.resolve("again"));
        }
        Path again = folder.resolve("again");
        try (VerificationSet set = PairLists.columns(again, again.resolve("pairs.txt"))) {
            assertThat(set.same()).containsExactly(true, false);
            assertThat(set.images().encoded(set.right()[1])).isEqualTo(TestImages.exact(4, 2));
        }
    }

    @Test
    void keepsPeopleInsideTheFolder() throws IOException {
        TestImages.write(folder.resolve("train.rec"), 2, 1, 1).close();
        Files.writeString(folder.resolve("train.names"), "../out\n/etc/x\n");
        try (RecordIoReader faces = RecordIoReader.open(folder.resolve("train.rec"))) {
            packer.unpack(faces, folder.resolve("in"));
        }
        assertThat(folder.resolve("out")).doesNotExist();
        try (Faces faces = FolderFaces.open(folder.resolve("in"))) {
            assertThat(faces.size()).isEqualTo(2);
        }
    }

    @Test
    void keepsPeopleApartWhoseNamesADiskTakesForOne() throws IOException {
        TestImages.write(folder.resolve("train.rec"), 2, 1, 1, 1, 1, 1, 1).close();
        String longName = "x".repeat(300);
        Files.writeString(
                folder.resolve("train.names"),
                "Ann Lee\nAnn_Lee\nann/lee\nann_lee-2\n" + longName + "1\n" + longName + "2\n");
        try (RecordIoReader faces = RecordIoReader.open(folder.resolve("train.rec"))) {
            packer.unpack(faces, folder.resolve("in"));
        }
        String cut = "x".repeat(230);
        try (Stream<Path> people = Files.list(folder.resolve("in"))) {
            assertThat(people.map(person -> person.getFileName().toString()))
                    .containsExactlyInAnyOrder("Ann_Lee", "Ann_Lee-1", "ann_lee-2", "ann_lee-2-3", cut, cut + "-5");
        }
    }

    @Test
    void refusesToMixADatasetWithWhatAFolderHasAlready() throws IOException {
        TestImages.write(folder.resolve("train.rec"), 2, 1, 1).close();
        Path out = Files.createDirectories(folder.resolve("out"));
        try (RecordIoReader faces = RecordIoReader.open(folder.resolve("train.rec"))) {
            packer.unpack(faces, out);
            assertThatThrownBy(() -> packer.unpack(faces, out))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(out + ": found a folder with '");
        }
    }

    @Test
    void refusesImagesOfDifferentSizes() throws IOException {
        image(folder.resolve("people/A/1.png"), 1);
        Path other = folder.resolve("people/A/2.png");
        Files.write(other, TestImages.exact(5, 1));
        try (Faces faces = FolderFaces.open(folder.resolve("people"))) {
            assertThatThrownBy(() -> packer.pack(faces, folder.resolve("train.rec")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(other + ": found an image of 5 x 5; expected 4 x 4 like the first");
        }
        assertThat(folder.resolve("train.rec")).doesNotExist();
    }

    private static void image(Path file, int colour) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, TestImages.exact(4, colour));
    }

    @Test
    void refusesANameThatWouldBeTwoLines() throws IOException {
        Path person = Files.createDirectories(folder.resolve("faces/Ann\nLee"));
        Files.write(person.resolve("1.png"), TestImages.exact(2, 0));
        try (Faces faces = FolderFaces.open(folder.resolve("faces"))) {
            assertThatThrownBy(() -> packer.pack(faces, folder.resolve("train.rec")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("found the name 'Ann\\u000aLee'");
        }
        assertThat(folder.resolve("train.rec")).doesNotExist();
    }
}
