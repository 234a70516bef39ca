package marginlab.dataset.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.reader.BinReader;
import marginlab.dataset.reader.FolderReader;
import marginlab.dataset.reader.PairLists;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.TestImages;
import marginlab.problem.ProblemException;
import marginlab.problem.UnfinishedException;
import marginlab.progress.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("installed")
final class DatasetPackerTest {
    private final DatasetPacker packer = new DatasetPacker(Progress.none());

    @TempDir
    private Path folder;

    @Test
    void packsAFolderAPersonAndUnpacksIt() throws IOException {
        Path people = folder.resolve("people");
        image(people.resolve("Bo/b.png"), 1);
        image(people.resolve("Zoë/a.png"), 2);
        image(people.resolve("Zoë/c.png"), 3);
        Path rec = folder.resolve("train.rec");
        try (LabelledImages faces = FolderReader.open(people)) {
            packer.pack(faces, rec);
        }
        assertThat(Files.readString(folder.resolve("property"))).isEqualTo("2,4,4");
        assertThat(Files.readString(folder.resolve("train.names"))).isEqualTo("Bo\nZoë\n");
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            assertThat(faces.identity(1)).isEqualTo("Zoë");
            packer.unpack(faces, folder.resolve("again"));
        }
        try (LabelledImages faces = FolderReader.open(folder.resolve("again"))) {
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
        try (LabelledImages faces = FolderReader.open(folder.resolve("in"))) {
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

    /** A person of whom nothing is left is left out too, so that labels have no gaps. */
    @Test
    void packsAndUnpacksWhatItCanAndNamesTheRest() throws IOException {
        Path people = folder.resolve("people");
        Files.createDirectories(people.resolve("Ada"));
        Files.createDirectories(people.resolve("Bo"));
        Files.writeString(people.resolve("Ada/1.png"), "no image");
        image(people.resolve("Bo/1.png"), 1);
        Files.createSymbolicLink(people.resolve("Bo/2.png"), folder.resolve("gone.png"));
        image(people.resolve("Cy/1.png"), 2);
        // Their headers are sound, their ends missing, as after a download that broke off.
        byte[] png = TestImages.exact(4, 2);
        byte[] jpeg = TestImages.plain(4, 2);
        Files.write(people.resolve("Cy/2.png"), Arrays.copyOf(png, png.length - 12));
        Files.write(people.resolve("Cy/3.jpg"), Arrays.copyOf(jpeg, jpeg.length - 2));
        Path rec = folder.resolve("train.rec");
        try (LabelledImages faces = FolderReader.open(people)) {
            assertThatThrownBy(() -> packer.pack(faces, rec))
                    .isInstanceOf(UnfinishedException.class)
                    .hasMessageContaining(people.resolve("Ada/1.png").toString())
                    .hasMessageContaining(people.resolve("Bo/2.png").toString())
                    .hasMessageContaining(people.resolve("Cy/2.png") + ": found a damaged PNG (cut after")
                    .hasMessageContaining(people.resolve("Cy/3.jpg") + ": found a damaged JPEG (cut after")
                    .hasMessageContaining(rec + ": found 2 images of 6; expected all of them");
        }
        assertThat(Files.readString(folder.resolve("train.names"))).isEqualTo("Bo\nCy\n");
        byte[] bytes = Files.readAllBytes(rec);
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            assertThat(faces.identities()).isEqualTo(2);
            assertThat(faces.encoded(1)).isEqualTo(TestImages.exact(4, 2));
        }
        // The header of key 1, whose record begins at byte 40: its label is none.
        bytes[40 + 12 + 3] = 0x7f;
        Files.write(rec, bytes);
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            assertThatThrownBy(() -> packer.unpack(faces, folder.resolve("again")))
                    .isInstanceOf(UnfinishedException.class)
                    .hasMessageContaining("at byte 40: found label")
                    .hasMessageContaining("1 images of 2");
        }
        assertThat(folder.resolve("again/Cy/00000001.png")).hasBinaryContent(TestImages.exact(4, 2));
    }

    @Test
    void unpacksThePairsWhoseImagesCanBeRead() throws IOException {
        Path bin = folder.resolve("pairs.bin");
        try (BinWriter writer = new BinWriter(bin)) {
            writer.write(TestImages.exact(4, 1), new byte[] {1, 2, 3}, true);
            writer.write(TestImages.exact(4, 2), TestImages.exact(4, 3), false);
            writer.commit();
        }
        try (VerificationSet set = BinReader.open(bin)) {
            assertThatThrownBy(() -> packer.unpack(set, folder.resolve("out")))
                    .isInstanceOf(UnfinishedException.class)
                    .hasMessageContaining("image 1 at byte")
                    .hasMessageContaining("3 images of 4");
            assertThat(folder.resolve("out/pairs.txt")).hasContent("00000002.png\t00000003.png\t0");
            // A .bin with fewer pairs would be another protocol.
            assertThatThrownBy(() -> packer.pack(set, folder.resolve("again.bin")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("image 1 at byte")
                    .hasMessageContaining("Nothing was written");
            assertThat(folder.resolve("again.bin")).doesNotExist();
        }
    }

    @Test
    void refusesImagesOfDifferentSizes() throws IOException {
        image(folder.resolve("people/A/1.png"), 1);
        Path other = folder.resolve("people/A/2.png");
        Files.write(other, TestImages.exact(5, 1));
        try (LabelledImages faces = FolderReader.open(folder.resolve("people"))) {
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
        try (LabelledImages faces = FolderReader.open(folder.resolve("faces"))) {
            assertThatThrownBy(() -> packer.pack(faces, folder.resolve("train.rec")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("found the name 'Ann\\u000aLee'");
        }
        assertThat(folder.resolve("train.rec")).doesNotExist();
    }
}
