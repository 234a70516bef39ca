package marginlab.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import marginlab.image.align.LandmarkTemplate;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way into pixels over pictures by several programs, against the pixels of libjpeg-turbo, libpng and libwebp. */
final class PicturesTest {
    private static final Path PICTURES = Path.of("src/test/resources/marginlab/pictures");

    /** A picture and how it has to be called where it is refused. */
    private record Row(String name, String refused) {
        byte[] encoded() throws IOException {
            return Files.readAllBytes(PICTURES.resolve(name));
        }

        boolean isArithmetic() {
            return name.startsWith("arithmetic");
        }

        /** Masks of five and six bits are spread over eight in more than one way. */
        int tolerance() {
            return name.startsWith("bits-16-rgb") ? 1 : 0;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(PICTURES.resolve("list.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(cells -> new Row(cells[0], cells[2]))
                .toList();
    }

    static Stream<Row> read() throws IOException {
        return rows().stream().filter(row -> row.refused.isEmpty());
    }

    static Stream<Row> refused() throws IOException {
        return rows().stream().filter(row -> !row.refused.isEmpty());
    }

    @Test
    void listsEveryPicture() throws IOException {
        try (Stream<Path> files = Files.list(PICTURES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches(".*\\.(jpg|png|webp|bmp)")))
                    .containsExactlyInAnyOrderElementsOf(
                            rows().stream().map(Row::name).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("read")
    void hasTheSamePixelsByTheJdk(Row row) throws IOException {
        if (row.isArithmetic()) {
            assertThatThrownBy(() -> new ImageDecoder(8, false).whole(row.encoded(), () -> "a.jpg"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("a.jpg: found a JPEG in arithmetic codes");
        } else {
            assertSame(row, new ImageDecoder(8, false).whole(row.encoded(), () -> row.name));
        }
    }

    @ParameterizedTest
    @MethodSource("read")
    void hasTheSamePixelsByLibjpegTurbo(Row row) throws IOException {
        assumeTrue(TurboJpeg.isUsed(), "libjpeg-turbo is not on this machine");
        assertSame(row, new ImageDecoder(8, true).whole(row.encoded(), () -> row.name));
    }

    /** A crop whose points are the template's own is the upper left of the picture. */
    @ParameterizedTest
    @MethodSource("read")
    void hasTheSamePixelsInACrop(Row row) throws IOException {
        assumeTrue(!row.isArithmetic() || TurboJpeg.isUsed(), "libjpeg-turbo is not on this machine");
        BufferedImage expected = expected(row);
        LandmarkTemplate template = LandmarkTemplate.arcFace(16);
        RgbImage crop = template.crop(new ImageDecoder(8), row.encoded(), () -> row.name, template.points());
        for (int y = 0; y < Math.min(16, expected.getHeight()); y++) {
            for (int x = 0; x < Math.min(16, expected.getWidth()); x++) {
                int at = 3 * (16 * y + x);
                assertThat(distance(expected.getRGB(x, y), crop.rgb(), at))
                        .as("%s at %d, %d", row, x, y)
                        .isLessThanOrEqualTo(row.tolerance());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesByName(Row row) {
        for (ImageDecoder decoder : new ImageDecoder[] {new ImageDecoder(8, false), new ImageDecoder(8)}) {
            assertThatThrownBy(() -> decoder.whole(row.encoded(), () -> "a picture"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("a picture: found ")
                    .hasMessageContaining(row.refused);
        }
    }

    /** One decoder for all, in both directions: none keeps anything of the picture before. */
    @Test
    void takesNothingFromThePictureBefore() throws IOException {
        ImageDecoder one = new ImageDecoder(8);
        List<Row> all = read().filter(row -> !row.isArithmetic()).toList();
        for (int i = 0; i < all.size(); i++) {
            assertSame(all.get(i), one.whole(all.get(i).encoded(), () -> "a picture"));
            Row far = all.get(all.size() - 1 - i);
            assertSame(far, one.whole(far.encoded(), () -> "a picture"));
        }
    }

    @ParameterizedTest
    @MethodSource("read")
    void knowsTheSizeBeforeItDecodes(Row row) throws IOException {
        ImageHeader header = ImageHeader.of(row.encoded(), () -> row.name);
        assertThat(header.shownWidth()).isEqualTo(expected(row).getWidth());
        assertThat(header.shownHeight()).isEqualTo(expected(row).getHeight());
    }

    private static void assertSame(Row row, RgbImage picture) {
        BufferedImage expected = expected(row);
        assertThat(List.of(picture.width(), picture.height()))
                .isEqualTo(List.of(expected.getWidth(), expected.getHeight()));
        int worst = 0;
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int pixel = expected.getRGB(i % picture.width(), i / picture.width());
            worst = Math.max(worst, distance(pixel, picture.rgb(), 3 * i));
        }
        assertThat(worst).as("grey levels in %s", row).isLessThanOrEqualTo(row.tolerance());
    }

    private static int distance(int pixel, byte[] rgb, int at) {
        int distance = 0;
        for (int c = 0; c < 3; c++) {
            distance = Math.max(distance, Math.abs((pixel >> 16 - 8 * c & 0xFF) - (rgb[at + c] & 0xFF)));
        }
        return distance;
    }

    private static BufferedImage expected(Row row) {
        try {
            return ImageIO.read(
                    PICTURES.resolve("expected/" + row.name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
