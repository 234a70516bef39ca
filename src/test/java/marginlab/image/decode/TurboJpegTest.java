package marginlab.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import marginlab.dataset.catalog.LfwView1Files;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.file.FileDamage;
import marginlab.image.decode.TestJpegs.Kind;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** libjpeg-turbo beside the JDK's decoder and encoder: nobody may tell from a sound image which of them read or wrote it. */
@Tag("installed")
@EnabledIf(
        value = "marginlab.image.decode.TurboJpeg#isUsed",
        disabledReason = "needs libjpeg-turbo (libturbojpeg0, on Ubuntu libturbojpeg)")
final class TurboJpegTest {
    private static final int[][] SIZES = {
        {1, 1}, {2, 3}, {3, 2}, {7, 1}, {17, 9}, {16, 16}, {33, 65}, {112, 112}, {131, 70}
    };

    private final ImageDecoder turbo = new ImageDecoder(1, true);
    private final ImageDecoder jdk = new ImageDecoder(1, false);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void decodesToThePixelsOfTheJdk(Kind kind) {
        for (int[] size : SIZES) {
            for (float quality : new float[] {0.1f, 0.5f, 0.95f, 1}) {
                for (boolean noise : new boolean[] {true, false}) {
                    byte[] jpeg = TestJpegs.encode(kind, picture(size[0], size[1], noise), quality);
                    assertThat(BaselineJpeg.of(jpeg) != null).isEqualTo(kind.isPlain());
                    assertThat(whole(turbo, jpeg))
                            .as("%s, %d x %d, quality %s", kind, size[0], size[1], quality)
                            .isEqualTo(whole(jdk, jpeg));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void stopsNoEarlierThanTheRowsThatAreWanted(Kind kind) {
        int width = 40;
        int height = 70;
        byte[] jpeg = TestJpegs.encode(kind, picture(width, height, true), 0.9f);
        byte[] expected = jdk.whole(jpeg, () -> "an image").rgb();
        BaselineJpeg plain = BaselineJpeg.of(jpeg);
        assertThat(plain != null && plain.restarts()).isEqualTo(kind == Kind.RESTARTS);
        ImageHeader header = ImageHeader.of(jpeg, () -> "an image");
        TurboDecoder decoder = new TurboDecoder();
        for (int rows = 0; rows <= height + 5; rows++) {
            byte[] rgb = new byte[expected.length];
            assertThat(decoder.decode(jpeg, header, rows, rgb)).isEqualTo(kind.isPlain());
            if (kind.isPlain()) {
                int wanted = 3 * width * (rows == 0 ? height : Math.min(rows, height));
                assertThat(Arrays.mismatch(rgb, 0, wanted, expected, 0, wanted)).isEqualTo(-1);
            }
        }
    }

    /** So that the tests above compare two decoders. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void decodesAllRowsOfPlainImagesItself(Kind kind) {
        byte[] jpeg = TestJpegs.encode(kind, picture(40, 70, true), 0.9f);
        ImageHeader header = ImageHeader.of(jpeg, () -> "an image");
        byte[] rgb = new byte[3 * 40 * 70];
        assertThat(new TurboDecoder().decode(jpeg, header, Integer.MAX_VALUE, rgb))
                .isEqualTo(kind.isPlain());
        if (kind.isPlain()) {
            assertThat(rgb).isEqualTo(whole(jdk, jpeg));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsDamagedImagesOrSaysWhatIsWrong(Kind kind) {
        List<byte[]> images = damaged(kind);
        for (int i = 0; i < images.size(); i++) {
            byte[] damaged = images.get(i);
            FileDamage.survives(kind + " with damage " + i, () -> turbo.whole(damaged, () -> "an image"));
            FileDamage.survives(kind + " with damage " + i, () -> jdk.whole(damaged, () -> "an image"));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void checksDamagedImagesWithTheJdk(Kind kind) {
        for (byte[] damaged : damaged(kind)) {
            assertThat(checked(turbo, damaged)).isEqualTo(checked(jdk, damaged));
        }
    }

    @Test
    void readsNothingOfTheImageBefore() {
        byte[] good = TestJpegs.encode(Kind.QUARTER, picture(48, 40, true), 0.9f);
        int body = ImageHeader.of(good, () -> "an image").body();
        for (int length = body; length < good.length; length += 7) {
            byte[] cut = Arrays.copyOf(good, length);
            byte[] zeros = Arrays.copyOf(cut, length + 8192);
            TurboDecoder decoder = new TurboDecoder();
            ImageHeader header = ImageHeader.of(cut, () -> "an image");
            byte[] rgb = new byte[3 * 48 * 40];
            // What is cut off lies where the next image ends.
            assertThat(decoder.decode(good, header, 40, new byte[rgb.length])).isTrue();
            byte[] expected = new byte[rgb.length];
            assertThat(decoder.decode(cut, header, 40, rgb))
                    .isEqualTo(new TurboDecoder().decode(zeros, header, 40, expected));
            assertThat(rgb).isEqualTo(expected);
        }
    }

    @Test
    void leavesAnImageWithoutItsTablesToTheJdk() {
        byte[] good = TestJpegs.encode(Kind.QUARTER, picture(16, 16, true), 0.9f);
        for (int marker : new int[] {0xDB, 0xC4}) {
            byte[] lacking = good.clone();
            for (int at = 2; (lacking[at + 1] & 0xFF) != 0xDA; ) {
                int length = (lacking[at + 2] & 0xFF) << 8 | lacking[at + 3] & 0xFF;
                if ((lacking[at + 1] & 0xFF) == marker) {
                    lacking[at + 1] = (byte) 0xFE;
                }
                at += 2 + length;
            }
            assertThat(BaselineJpeg.of(lacking)).isNull();
            // Each of them new, for the JDK takes tables that are lacking from the image before.
            assertThat(whole(new ImageDecoder(1, true), lacking)).isEqualTo(whole(new ImageDecoder(1, false), lacking));
        }
    }

    @Test
    void appliesNoColourProfileWithEither() {
        for (Kind kind : new Kind[] {Kind.QUARTER, Kind.PROGRESSIVE}) {
            byte[] plain = TestJpegs.encode(kind, picture(32, 32, false), 0.9f);
            byte[] profiled = profiled(plain);
            assertThat(whole(turbo, profiled)).isEqualTo(whole(jdk, plain));
            assertThat(whole(jdk, profiled)).isEqualTo(whole(jdk, plain));
        }
    }

    @Test
    void encodesToTheBytesOfTheJdk() {
        JpegEncoder ours = new JpegEncoder(true);
        JpegEncoder theirs = new JpegEncoder(false);
        for (int[] size : SIZES) {
            for (int percent = 1; percent <= 100; percent += percent < 84 ? 12 : 1) {
                for (boolean noise : new boolean[] {true, false}) {
                    byte[] rgb = rgb(picture(size[0], size[1], noise));
                    assertThat(ours.bytes(rgb, size[0], size[1], percent / 100f))
                            .as("%d x %d at %d", size[0], size[1], percent)
                            .isEqualTo(theirs.bytes(rgb, size[0], size[1], percent / 100f));
                }
            }
        }
    }

    /** So that the test above compares two encoders. */
    @Test
    void encodesCropsItself() {
        byte[] rgb = rgb(picture(112, 112, false));
        assertThat(new TurboEncoder().encode(rgb, 112, 112, 95))
                .isEqualTo(new JpegEncoder(false).bytes(rgb, 112, 112, JpegEncoder.QUALITY));
    }

    @Test
    @EnabledIf(value = "marginlab.dataset.catalog.LfwView1Files#isThere", disabledReason = LfwView1Files.NEEDED)
    void decodesRealFacesToThePixelsOfTheJdk() {
        try (RecordIoReader faces = RecordIoReader.open(LfwView1Files.file("lfw-view1/train.rec"))) {
            for (int i = 0; i < faces.size(); i += 25) {
                byte[] face = faces.encoded(i);
                assertThat(BaselineJpeg.of(face)).isNotNull();
                assertThat(whole(turbo, face)).isEqualTo(whole(jdk, face));
            }
        }
    }

    /** The pixels, or what is said against the image. */
    private static Object whole(ImageDecoder decoder, byte[] jpeg) {
        try {
            return decoder.whole(jpeg, () -> "an image").rgb();
        } catch (ProblemException e) {
            return e.getMessage();
        }
    }

    /** What a check says against the image; empty where nothing. */
    private static String checked(ImageDecoder decoder, byte[] jpeg) {
        try {
            decoder.check(new Alone(jpeg), 0);
            return "";
        } catch (ProblemException e) {
            return e.getMessage();
        }
    }

    private static List<byte[]> damaged(Kind kind) {
        byte[] good = TestJpegs.encode(kind, picture(48, 40, true), 0.9f);
        int body = ImageHeader.of(good, () -> "an image").body();
        Random random = new Random(7);
        List<byte[]> damaged = new ArrayList<>();
        for (int round = 0; round < 200; round++) {
            damaged.add(FileDamage.of(good, round));
            byte[] scan = good.clone();
            scan[body + random.nextInt(good.length - body - 2)] ^= (byte) (1 << random.nextInt(8));
            damaged.add(scan);
        }
        return damaged;
    }

    /** A set of one image. */
    private record Alone(byte[] jpeg) implements EncodedImages {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public byte[] encoded(int i) {
            return jpeg;
        }

        @Override
        public String name(int i) {
            return "an image";
        }

        @Override
        public void close() {}
    }

    private static byte[] profiled(byte[] jpeg) {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII);
        int length = 2 + name.length + profile.length;
        byte[] all = new byte[jpeg.length + 2 + length];
        System.arraycopy(jpeg, 0, all, 0, 20);
        all[20] = (byte) 0xFF;
        all[21] = (byte) 0xE2;
        all[22] = (byte) (length >> 8);
        all[23] = (byte) length;
        System.arraycopy(name, 0, all, 24, name.length);
        System.arraycopy(profile, 0, all, 24 + name.length, profile.length);
        System.arraycopy(jpeg, 20, all, 22 + length, jpeg.length - 20);
        return all;
    }

    private static BufferedImage picture(int width, int height, boolean noise) {
        Random random = new Random(width * 31L + height);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int wave = (int) (100 + 90 * Math.sin(0.2 * x + 0.1 * y));
                picture.setRGB(x, y, noise ? random.nextInt(1 << 24) : wave << 16 | 255 - wave << 8 | x * y & 0xFF);
            }
        }
        return picture;
    }

    private static byte[] rgb(BufferedImage picture) {
        byte[] rgb = new byte[3 * picture.getWidth() * picture.getHeight()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] =
                    (byte) (picture.getRGB(i / 3 % picture.getWidth(), i / 3 / picture.getWidth()) >> 16 - 8 * (i % 3));
        }
        return rgb;
    }
}
