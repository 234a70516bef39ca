package marginlab.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import marginlab.dataset.pack.GoldenRecords;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.TestImages;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("installed")
final class ImageDecoderTest {
    @TempDir
    private Path folder;

    @Test
    void givesRedGreenBlueInThatOrder() {
        for (byte[] encoded : new byte[][] {TestImages.plain(16, 0xC81E50), TestImages.exact(16, 0xC81E50)}) {
            byte[] rgb = decode(encoded, 16);
            for (int i = 0; i < rgb.length; i += 3) {
                assertThat(rgb[i] & 0xFF).isCloseTo(0xC8, within(3));
                assertThat(rgb[i + 1] & 0xFF).isCloseTo(0x1E, within(3));
                assertThat(rgb[i + 2] & 0xFF).isCloseTo(0x50, within(3));
            }
        }
    }

    @Test
    void keepsGreyLevelsOfGreyImages() {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            grey.getRaster().setSample(i % 8, i / 8, 0, 60);
        }
        for (String format : new String[] {"jpeg", "png"}) {
            for (byte value : decode(TestImages.encode(format, grey), 8)) {
                assertThat((int) value).isCloseTo(60, within(1));
            }
        }
    }

    /** Without Huffman tables the standard ones count, as in the frames of films; without quantisers nothing can be read. */
    @ParameterizedTest
    @EnumSource(TestJpegs.Kind.class)
    void decodesNothingWithTheTablesOfTheImageBefore(TestJpegs.Kind kind) {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(3, 5, 0xFF8800);
        byte[] whole = TestJpegs.encode(kind, picture, 0.9f);
        for (boolean turbo : new boolean[] {true, false}) {
            assertThat(taken(new ImageDecoder(16, turbo), without(whole, 0xDB)))
                    .isEqualTo("a.jpg: found a damaged JPEG (Quantization table 0x00 was not defined)");
            for (TestJpegs.Kind before : TestJpegs.Kind.values()) {
                for (int tables : new int[] {0xDB, 0xC4}) {
                    ImageDecoder decoder = new ImageDecoder(16, turbo);
                    taken(decoder, TestJpegs.encode(before, picture, 0.3f));
                    assertThat(taken(decoder, without(whole, tables)))
                            .isEqualTo(taken(new ImageDecoder(16, turbo), without(whole, tables)));
                }
            }
        }
    }

    /** The pixels of an image, or what is wrong with it. */
    private static String taken(ImageDecoder decoder, byte[] image) {
        byte[] rgb = new byte[decoder.bytes()];
        try {
            decoder.decode(image, () -> "a.jpg", rgb);
            return Arrays.toString(rgb);
        } catch (ProblemException e) {
            return e.getMessage().split("; expected")[0];
        }
    }

    /** The image without its segments of a kind; in coded bytes 0xFF stands before 0 alone. */
    private static byte[] without(byte[] jpeg, int marker) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int at = 0; at < jpeg.length; at++) {
            if ((jpeg[at] & 0xFF) == 0xFF && at + 1 < jpeg.length && (jpeg[at + 1] & 0xFF) == marker) {
                at += 1 + ByteBuffer.wrap(jpeg).getChar(at + 2);
            } else {
                rest.write(jpeg[at]);
            }
        }
        return rest.toByteArray();
    }

    @Test
    void ignoresTransparencyAndReadsPalettes() {
        byte[] transparent =
                TestImages.encode("png", BufferedImage.TYPE_INT_ARGB, 4, 4, (x, y) -> x == 0 ? 0x00102030 : 0xFF102030);
        assertThat(decode(transparent, 4)).startsWith(0x10, 0x20, 0x30, 0x10, 0x20, 0x30);
        byte[] palette = TestImages.encode("png", BufferedImage.TYPE_BYTE_INDEXED, 4, 4, (x, y) -> 0xFF0000);
        assertThat(decode(palette, 4)).startsWith(0xFF, 0, 0);
    }

    @Test
    void averagesAreasWhenItShrinks() {
        byte[] stripes = TestImages.encode(
                "png", BufferedImage.TYPE_INT_RGB, 8, 8, (x, y) -> (x % 2 == 0 ? 100 : 200) * 0x010101 + y % 2 * 4);
        byte[] rgb = decode(stripes, 4);
        for (int i = 0; i < rgb.length; i += 3) {
            assertThat(rgb[i] & 0xFF).isEqualTo(150);
            assertThat(rgb[i + 2] & 0xFF).isEqualTo(152);
        }
        byte[] thirds = TestImages.encode("png", BufferedImage.TYPE_INT_RGB, 3, 3, (x, y) -> x * 90 * 0x010101);
        // Two pixels from three: (0 + 90/2) / 1.5 = 30 and (90/2 + 180) / 1.5 = 150.
        assertThat(decode(thirds, 2)).startsWith(30, 30, 30, (byte) 150, (byte) 150, (byte) 150);
    }

    @Test
    void interpolatesWhenItGrows() {
        byte[] two = TestImages.encode("png", BufferedImage.TYPE_INT_RGB, 2, 1, (x, y) -> x * 100 * 0x010101);
        byte[] rgb = decode(two, 4);
        assertThat(new int[] {rgb[0], rgb[3], rgb[6], rgb[9]}).containsExactly(0, 25, 75, 100);
        assertThat(decode(TestImages.exact(1, 0x0A0B0C), 3)).startsWith(10, 11, 12, 10, 11, 12);
    }

    @Test
    void stretchesEachAxisOnItsOwn() {
        byte[] wide = TestImages.encode("png", BufferedImage.TYPE_INT_RGB, 8, 2, (x, y) -> y == 0 ? 0 : 0x646464);
        byte[] rgb = decode(wide, 2);
        assertThat(rgb).containsExactly(0, 0, 0, 0, 0, 0, 100, 100, 100, 100, 100, 100);
    }

    @Test
    void decodesTheNextImageAfterADamagedOne() {
        ImageDecoder decoder = new ImageDecoder(16);
        byte[] rgb = new byte[decoder.bytes()];
        byte[] good = TestImages.plain(16, 0x808080);
        assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(good, good.length / 2), () -> "a.rec key 7", rgb))
                .isInstanceOf(ProblemException.class);
        decoder.decode(good, () -> "a.rec key 8", rgb);
        assertThat(rgb[0] & 0xFF).isCloseTo(0x80, within(2));
    }

    @Test
    void namesTheImageThatIsCutWhereverItIs() {
        ImageDecoder decoder = new ImageDecoder(8);
        byte[] rgb = new byte[decoder.bytes()];
        for (byte[] good : new byte[][] {TestImages.plain(8, 0x336699), TestImages.exact(8, 0x336699)}) {
            for (int length = 0; length < good.length; length++) {
                byte[] cut = Arrays.copyOf(good, length);
                assertThatThrownBy(() -> decoder.decode(cut, () -> "train.rec key 7", rgb))
                        .as("%d of %d bytes", length, good.length)
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining("train.rec key 7");
            }
        }
    }

    @Test
    void saysWhatIsDamagedAndWhere() {
        byte[] segments = TestImages.plain(8, 0x336699);
        segments[2] = 0;
        byte[] scan = TestImages.plain(8, 0x336699);
        scan[find(scan, 0xDB) + 4] = 77;
        byte[] png = TestImages.exact(8, 0x336699);
        png[45] ^= 0x55;
        refuses(segments, "a damaged JPEG (its header leads to no size within " + segments.length + " bytes)");
        refuses(scan, "a damaged JPEG (");
        refuses(Arrays.copyOf(scan, scan.length - 3), "a damaged JPEG (cut after " + (scan.length - 3) + " bytes");
        refuses(new byte[] {(byte) 0xFF, (byte) 0xD8}, "a damaged JPEG (");
        refuses(png, "a damaged PNG (");
        refuses(Arrays.copyOf(png, 20), "a damaged PNG (");
        refuses(
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                "bytes that are no JPEG, PNG, WebP or BMP, beginning 47 49 46 38: a GIF");
    }

    @Test
    void refusesAnImageWhosePixelsAreLostThoughItEndsAsItShould() {
        byte[] good = noise();
        byte[] cut = Arrays.copyOf(good, good.length - 300);
        cut[cut.length - 2] = (byte) 0xFF;
        cut[cut.length - 1] = (byte) 0xD9;
        refuses(cut, "a damaged JPEG (Corrupt JPEG data: premature end of data segment)");
    }

    @Test
    void passesOverBytesThatBelongToNothingUnlessItChecks() {
        byte[] good = noise();
        byte[] longer = Arrays.copyOf(good, good.length + 40);
        Arrays.fill(longer, good.length - 2, longer.length, (byte) 1);
        longer[longer.length - 2] = (byte) 0xFF;
        longer[longer.length - 1] = (byte) 0xD9;
        assertThat(decode(longer, 64)).isEqualTo(decode(good, 64));
        assertThatThrownBy(() -> check(longer))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("key 1 at byte 40: found a damaged JPEG (Corrupt JPEG data: ")
                .hasMessageContaining("extraneous bytes before marker 0xd9");
        assertThatNoException().isThrownBy(() -> check(good));
    }

    private void check(byte[] image) {
        Path rec = folder.resolve("train.rec");
        GoldenRecords.write(rec, image);
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            new ImageDecoder(1).check(faces, 0);
        }
    }

    /** A JPEG with a long scan. */
    private static byte[] noise() {
        Random random = new Random(5);
        return TestImages.encode("jpeg", BufferedImage.TYPE_INT_RGB, 64, 64, (x, y) -> random.nextInt(1 << 24));
    }

    /** The JDK alone, and whatever this machine has. */
    private static void refuses(byte[] encoded, String found) {
        for (ImageDecoder decoder : new ImageDecoder[] {new ImageDecoder(8, false), new ImageDecoder(8)}) {
            assertThatThrownBy(() -> decoder.decode(encoded, () -> "a.rec key 7 at byte 9", new byte[decoder.bytes()]))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("a.rec key 7 at byte 9: found " + found)
                    .hasMessageContaining("; expected an ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60000})
    void refusesAnAbsurdSizeBeforeDecoding(int side) {
        byte[] jpeg = TestImages.plain(8, 0);
        int frame = find(jpeg, 0xC0);
        jpeg[frame + 5] = jpeg[frame + 7] = (byte) (side >> 8);
        jpeg[frame + 6] = jpeg[frame + 8] = (byte) side;
        byte[] png = TestImages.exact(8, 0);
        png[18] = png[22] = (byte) (side >> 8);
        png[19] = png[23] = (byte) side;
        for (byte[] absurd : new byte[][] {jpeg, png}) {
            assertThatThrownBy(() -> decode(absurd, 8)).isInstanceOf(ProblemException.class);
        }
    }

    /** Of one colour, so that no photo of that size has fewer bytes. */
    @Test
    void readsPhotosOfACameraHoweverFewTheirBytes() {
        BufferedImage colour = new BufferedImage(6000, 4000, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage bits = new BufferedImage(6000, 4000, BufferedImage.TYPE_BYTE_BINARY);
        for (byte[] photo : new byte[][] {TestImages.encode("jpeg", colour), TestImages.encode("png", bits)}) {
            assertThat(decode(photo, 2)).containsOnly(0);
        }
    }

    @Test
    void takesNoMemoryForAHeaderWithoutItsPixels() {
        byte[] jpeg = TestImages.plain(8, 0);
        int frame = find(jpeg, 0xC0);
        byte[] png = TestImages.exact(8, 0);
        for (int[] at : new int[][] {{frame + 5, frame + 7}, {18, 22}}) {
            byte[] image = at[0] == 18 ? png : jpeg;
            image[at[0]] = (byte) (4000 >> 8);
            image[at[0] + 1] = (byte) 4000;
            image[at[1]] = (byte) (6000 >> 8);
            image[at[1] + 1] = (byte) 6000;
        }
        refuses(jpeg, "a damaged JPEG (6000 x 4000 pixels cannot lie in " + jpeg.length + " bytes)");
        refuses(png, "a damaged PNG (4000 x 6000 pixels cannot lie in " + png.length + " bytes)");
    }

    private static int find(byte[] jpeg, int marker) {
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) marker) {
                return i;
            }
        }
        throw new AssertionError("no such marker");
    }

    private static byte[] decode(byte[] encoded, int side) {
        ImageDecoder decoder = new ImageDecoder(side);
        byte[] rgb = new byte[decoder.bytes()];
        decoder.decode(encoded, () -> "an image", rgb);
        byte[] alone = new byte[decoder.bytes()];
        new ImageDecoder(side, false).decode(encoded, () -> "an image", alone);
        assertThat(rgb).isEqualTo(alone);
        return rgb;
    }
}
