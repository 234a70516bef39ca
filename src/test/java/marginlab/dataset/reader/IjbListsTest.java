package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.dataset.TemplateSet;
import marginlab.image.align.ImageAligner;
import marginlab.image.align.LandmarkTemplate;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.RgbImage;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("installed")
final class IjbListsTest {
    private static final double[] POINTS = {60, 70, 100, 66, 82, 92, 66, 118, 98, 115};

    @TempDir
    private Path folder;

    @Test
    void readsTheMetadataOfIjb() throws IOException {
        write("meta/ijbb_face_tid_mid.txt", "1.jpg 7 100\n2.jpg 7 100\n3.jpg 9 101\n");
        write("meta/ijbb_template_pair_label.txt", "7 9 0\n9 9 1\n");
        try (TemplateSet set = ijb()) {
            assertThat(set.images().name(2))
                    .isEqualTo(folder.resolve("images/3.jpg").toString());
            assertThat(set.template()).containsExactly(0, 0, 1);
            assertThat(set.media()).containsExactly(100, 100, 101);
            assertThat(set.templates()).containsExactly("7", "9");
            assertThat(set.left()).containsExactly(0, 1);
            assertThat(set.right()).containsExactly(1, 1);
            assertThat(set.same()).containsExactly(false, true);
        }
    }

    @Test
    void saysWhatIsWrongWithIjb() throws IOException {
        Path faces = write("meta/ijbb_face_tid_mid.txt", "1.jpg 7 100\n2.jpg x 100\n");
        assertThatThrownBy(this::ijb).isInstanceOf(ProblemException.class).hasMessageContaining(faces + ":2");
        write("meta/ijbb_face_tid_mid.txt", "1.jpg 7 100\n../2.jpg 7 100\n");
        assertThatThrownBy(this::ijb).hasMessageContaining("names of files inside");
        write("meta/ijbb_face_tid_mid.txt", "1.jpg 7 100\n");
        assertThatThrownBy(this::ijb).hasMessageContaining("0 files *_template_pair_label.txt");
        Path pairs = write("meta/ijbb_template_pair_label.txt", "7 7 1\n7 8 0\n");
        assertThatThrownBy(this::ijb)
                .hasMessageContaining(pairs + ":2")
                .hasMessageContaining("templates of ijbb_face_tid_mid.txt");
    }

    @Test
    void tellsAllFaultyLinesAtOnce() throws IOException {
        Path pairs = write("meta/ijbb_template_pair_label.txt", "7 7 1\n7 8 0\n7 7 2\n");
        write("meta/ijbb_face_tid_mid.txt", "1.jpg 7 100\n");
        assertThatThrownBy(this::ijb).hasMessageContaining(pairs + ":2").hasMessageContaining(pairs + ":3");
    }

    /** The points of the second image come first: they are found by name. */
    @Test
    void alignsEachImageByItsFivePoints() throws IOException {
        writeTwoPhotos();
        Path points = write("meta/ijbb_name_5pts_score.txt", points("2.jpg", 10) + points("1.jpg", 0));
        new ImageAligner(112, 1).align(folder.resolve("images"), points, folder.resolve("crops"), Progress.none());
        RgbImage photo = new ImageDecoder(1).whole(photo(0), () -> "a photo");
        byte[] crop = LandmarkTemplate.arcFace(112).crop(photo, POINTS).rgb();
        byte[] network = new byte[crop.length];
        try (TemplateSet set = ijb()) {
            for (int i = 0; i < 2; i++) {
                assertThat(set.images().encoded(i))
                        .isEqualTo(Files.readAllBytes(folder.resolve("crops/" + (i + 1) + ".jpg")));
            }
            new ImageDecoder(112).decode(set.images(), 0, network);
            assertThat(set.images().originals().encoded(0)).isEqualTo(photo(0));
        }
        // What JPEG of quality 95 changes of a smooth picture.
        assertThat(meanDifference(network, crop)).isLessThan(1);
        byte[] stretched = new byte[crop.length];
        new ImageDecoder(112).decode(photo(0), () -> "a photo", stretched);
        assertThat(meanDifference(stretched, crop)).isGreaterThan(5);
    }

    @Test
    void takesImagesAsTheyAreWithoutTheirPoints() throws IOException {
        writeTwoPhotos();
        try (TemplateSet set = ijb()) {
            assertThat(set.images().encoded(0)).isEqualTo(photo(0));
        }
    }

    @Test
    void saysWhichPointsAreMissingOrContradictory() throws IOException {
        writeTwoPhotos();
        Path points = write("meta/ijbb_name_5pts_score.txt", points("1.jpg", 0));
        assertThatThrownBy(this::ijb)
                .hasMessageContaining("ijbb_face_tid_mid.txt:2")
                .hasMessageContaining("an image with five points in " + points);
        write("meta/ijbb_name_5pts_score.txt", points("1.jpg", 0) + points("2.jpg", 0) + points("1.jpg", 1));
        assertThatThrownBy(this::ijb).hasMessageContaining("1.jpg twice, with different points");
        write("meta/ijbc_name_5pts_score.txt", points("1.jpg", 0));
        assertThatThrownBy(this::ijb).hasMessageContaining("2 files *_name_5pts_score.txt");
    }

    @Test
    void namesAlignedImagesThatAreNotThere() throws IOException {
        writeTwoPhotos();
        write("meta/ijbb_name_5pts_score.txt", points("1.jpg", 0) + points("2.jpg", 0));
        Files.delete(folder.resolve("images/2.jpg"));
        try (TemplateSet set = ijb()) {
            assertThat(set.images().missing())
                    .extracting(Problem::place)
                    .containsExactly(folder.resolve("images/2.jpg").toString());
        }
    }

    private void writeTwoPhotos() throws IOException {
        write("meta/ijbb_face_tid_mid.txt", "1.jpg 7 100\n2.jpg 9 101\n");
        write("meta/ijbb_template_pair_label.txt", "7 9 0\n");
        Files.createDirectories(folder.resolve("images"));
        Files.write(folder.resolve("images/1.jpg"), photo(0));
        Files.write(folder.resolve("images/2.jpg"), photo(10));
    }

    private static byte[] photo(int blue) {
        return TestImages.encode(
                "jpeg", BufferedImage.TYPE_INT_RGB, 160, 200, (x, y) -> x * 0x010000 + y * 0x0100 + blue);
    }

    private static String points(String name, int right) {
        StringBuilder line = new StringBuilder(name);
        for (int i = 0; i < POINTS.length; i++) {
            line.append(' ').append(i % 2 == 0 ? POINTS[i] + right : POINTS[i]);
        }
        return line + " 0.99\n";
    }

    private static double meanDifference(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
        }
        return (double) sum / a.length;
    }

    private TemplateSet ijb() {
        return IjbLists.open(folder.resolve("images"), folder.resolve("meta"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
