package marginlab.image.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.reader.FolderReader;
import marginlab.dataset.reader.TestImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.problem.ProblemException;
import marginlab.problem.UnfinishedException;
import marginlab.progress.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("installed")
final class ImageAlignerTest {
    @TempDir
    private Path folder;

    @Test
    void readsAllKindsOfLists() throws IOException {
        String plain = "a/1.jpg\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\n";
        String insightface = "0\ta/1.jpg\t7\t0\t0\t9\t9\t1\t3\t5\t7\t9\t2\t4\t6\t8\t10\n";
        String ijb = "a/1.jpg 1 2 3 4 5 6 7 8 9 10 0.998\n";
        for (String list : new String[] {plain, insightface, ijb}) {
            List<Landmarks> all = Landmarks.read(write(list), folder);
            assertThat(all).hasSize(1);
            assertThat(all.get(0).photo()).isEqualTo(folder.resolve("a/1.jpg"));
            assertThat(all.get(0).points()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        }
    }

    @Test
    void saysWhichLineOfTheLandmarksIsWrong() {
        String good = "a.jpg 1 2 3 4 5 6 7 8 9 10\n";
        for (String line : new String[] {
            "a.jpg 1 2 3",
            "a.jpg 1 2 3 4 5 6 7 8 9 x",
            "a.jpg 1 2 3 4 5 6 7 8 9 NaN",
            "a.jpg 1 2 3 4 5 6 7 8 9 1e30",
            "../a.jpg 1 2 3 4 5 6 7 8 9 10",
            "/a.jpg 1 2 3 4 5 6 7 8 9 10",
            "a.jpg 1 2 1 2 5 6 7 8 9 10"
        }) {
            assertThatThrownBy(() -> Landmarks.read(write(good + line), folder))
                    .as(line)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("landmarks.txt:2");
        }
    }

    @Test
    void writesACropForEachPhoto() throws IOException {
        Files.createDirectories(folder.resolve("photos/Ada"));
        Files.write(folder.resolve("photos/Ada/1.png"), TestImages.exact(200, 0x406080));
        Path list = write("Ada/1.png 105 110 148 108 128 135 110 160 146 158\n");
        assertThat(new ImageAligner(112, 2)
                        .align(folder.resolve("photos"), list, folder.resolve("crops"), Progress.none()))
                .isEqualTo(1);
        try (LabelledImages faces = FolderReader.open(folder.resolve("crops"))) {
            byte[] rgb = new byte[3 * 112 * 112];
            new ImageDecoder(112).decode(faces, 0, rgb);
            assertThat(rgb[3 * (56 * 112 + 56)] & 0xFF).isCloseTo(0x40, within(2));
            assertThat(faces.identity(0)).isEqualTo("Ada");
        }
    }

    /** As InsightFace's lists have them: a crop must not go where its photo is. */
    @Test
    void putsTheCropOfAnAbsolutePathBelowItsOwnFolder() throws IOException {
        Path photo = Files.createDirectories(folder.resolve("photos/Ada")).resolve("1.jpg");
        byte[] bytes = TestImages.plain(200, 0x406080);
        Files.write(photo, bytes);
        Path list = write(photo + " 105 110 148 108 128 135 110 160 146 158\n");
        new ImageAligner(112, 1).align(folder.resolve("photos"), list, folder.resolve("crops"), Progress.none());
        assertThat(photo).hasBinaryContent(bytes);
        assertThat(folder.resolve("crops/Ada/1.jpg")).exists();
    }

    @Test
    void readsPhotosOfTheFolderThatOneIsIn() throws IOException {
        Path list = write("a/1.jpg 1 2 3 4 5 6 7 8 9 10\n");
        for (String here : new String[] {".", "./", "b/.."}) {
            Landmarks face = Landmarks.read(list, Path.of(here)).get(0);
            assertThat(face.photo()).as(here).isEqualTo(Path.of("a/1.jpg"));
            assertThat(face.name()).as(here).isEqualTo("a/1.jpg");
        }
    }

    @Test
    void refusesToWriteACropOverAPhotoOrAnotherCrop() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos/crops")).getParent();
        byte[] bytes = TestImages.plain(200, 0x406080);
        for (String name : new String[] {"1.jpg", "1.jpeg", "crops/1.jpg"}) {
            Files.write(photos.resolve(name), bytes);
        }
        Path link = Files.createSymbolicLink(folder.resolve("link"), photos);
        String points = " 105 110 148 108 128 135 110 160 146 158\n";
        ImageAligner aligner = new ImageAligner(112, 1);
        Path one = write("1.jpg" + points);
        for (Path out : new Path[] {photos, link, photos.resolve("crops/..")}) {
            assertThatThrownBy(() -> aligner.align(photos, one, out, Progress.none()))
                    .as(out.toString())
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("another folder");
        }
        Path all = write("1.jpg" + points + "1.jpeg" + points + "crops/1.jpg" + points);
        assertThatThrownBy(() -> aligner.align(photos, all, link.resolve("crops"), Progress.none()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.found())
                                .containsExactly("'1.jpg' and '1.jpeg'", "a photo where the crop of '1.jpg' would go"));
        try (var files = Files.walk(photos)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(file).hasBinaryContent(bytes));
        }
    }

    @Test
    void namesAllPhotosThatAreMissingBeforeItMakesAnyCrop() throws IOException {
        Path list = write("a/1.jpg 1 2 3 4 5 6 7 8 9 10\nb/2.jpg 1 2 3 4 5 6 7 8 9 10\n");
        Path crops = folder.resolve("crops");
        ImageAligner aligner = new ImageAligner(112, 2);
        assertThatThrownBy(() -> aligner.align(folder, list, crops, Progress.none()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(folder.resolve("a/1.jpg").toString())
                .hasMessageContaining(folder.resolve("b/2.jpg").toString());
        assertThat(crops).doesNotExist();
    }

    @Test
    void makesTheOtherCropsWhenPhotosAreDamagedAndNamesThoseAtTheEnd() throws IOException {
        byte[] good = TestImages.plain(200, 0x406080);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            byte[] photo = i % 10 == 9 ? good : Arrays.copyOf(good, good.length / 2);
            Files.write(folder.resolve(i + ".jpg"), photo);
            lines.append(i).append(".jpg 105 110 148 108 128 135 110 160 146 158\n");
        }
        Path list = write(lines.toString());
        Path crops = folder.resolve("crops");
        ImageAligner aligner = new ImageAligner(112, 2);
        assertThatThrownBy(() -> aligner.align(folder, list, crops, Progress.none()))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e).isInstanceOf(UnfinishedException.class);
                    assertThat(e.problems()).hasSize(22);
                    assertThat(e.problems().get(0).place())
                            .isEqualTo(folder.resolve("0.jpg").toString());
                    assertThat(e.problems().get(19).place())
                            .isEqualTo(folder.resolve("21.jpg").toString());
                    assertThat(e.problems().get(20).place()).isEqualTo("and 7 more");
                    assertThat(e.problems().get(21).found()).isEqualTo("3 crops of 30 photos");
                });
        try (var written = Files.list(crops)) {
            assertThat(written)
                    .containsExactlyInAnyOrder(
                            crops.resolve("9.jpg"), crops.resolve("19.jpg"), crops.resolve("29.jpg"));
        }
    }

    /** As of LFW, one of whose 13,233 photos many copies lack. */
    @Test
    void makesTheOtherCropsWhenAPhotoIsNotThere() throws IOException {
        Files.write(folder.resolve("Ada.png"), TestImages.exact(200, 0x406080));
        String points = " 105 110 148 108 128 135 110 160 146 158\n";
        Path list = write("gone.jpg" + points + "Ada.jpg" + points);
        Path crops = folder.resolve("crops");
        assertThatThrownBy(() -> new ImageAligner(112, 2).align(folder, list, crops, Progress.none()))
                .isInstanceOf(UnfinishedException.class)
                .hasMessageContaining(folder.resolve("gone.jpg") + ": found no such file")
                .hasMessageContaining("1 crop of 2 photos");
        assertThat(crops.resolve("Ada.jpg")).exists();
    }

    /** Nothing was done: the folder or the list is another. */
    @Test
    void refusesAListNoneOfWhosePhotosIsThere() throws IOException {
        Path list = write("gone.jpg 105 110 148 108 128 135 110 160 146 158\n");
        assertThatThrownBy(() -> new ImageAligner(112, 2).align(folder, list, folder.resolve("crops"), Progress.none()))
                .isInstanceOf(ProblemException.class)
                .isNotInstanceOf(UnfinishedException.class)
                .hasMessageContaining("0 crops of 1 photo");
    }

    private Path write(String text) throws IOException {
        Path list = folder.resolve("landmarks.txt");
        Files.writeString(list, text, StandardCharsets.UTF_8);
        return list;
    }
}
