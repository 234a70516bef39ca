package marginlab.image.decode;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import marginlab.dataset.reader.TestImages;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images whose decoding would take memory or time out of all proportion; none of them is decoded. */
@Tag("installed")
final class ImageBoundsTest {
    /** One component, progressive, 8 x 8, but for the size: SOI, quantisers, frame, then scans without a byte. */
    private static final String START = "ffd8ffdb004300" + "01".repeat(64) + "ffc2000b08%04x%04x01011100";

    private static final String SCAN = "ffda0008010100000000";

    @Test
    void admitsTheScansThatProgramsWrite() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        byte[] progressive = TestJpegs.encode(TestJpegs.Kind.PROGRESSIVE, picture, 0.9f);
        assertThatNoException().isThrownBy(() -> decode(progressive));
    }

    /** A film behind its picture, as some telephones write it, holds all bytes that there are. */
    @Test
    void passesOverWhatFollowsAnImageOfSeveralScans() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        byte[] progressive = TestJpegs.encode(TestJpegs.Kind.PROGRESSIVE, picture, 0.9f);
        ByteBuffer both = ByteBuffer.allocate(progressive.length + 400).put(progressive);
        while (both.hasRemaining()) {
            both.putShort((short) 0xFFDA);
        }
        assertThatNoException().isThrownBy(() -> decode(both.array()));
    }

    /** A marker without a segment must not hide the scans behind it. */
    @Test
    void countsScansBehindMarkersWithoutASegment() {
        refuses(
                START.formatted(8, 8) + SCAN + "ff01ffff" + SCAN.repeat(100) + "00".repeat(70_000) + "ffd9",
                "in 101 scans");
    }

    @Test
    void refusesMoreScansThanAnyProgramWrites() {
        refuses(START.formatted(8, 8) + SCAN.repeat(101) + "ffd9", "an image of 8 x 8 in 101 scans");
        refuses(START.formatted(5000, 5000) + SCAN.repeat(40) + "00".repeat(30_000) + "ffd9", "in 40 scans");
    }

    /**
     * Decoders pass over a marker without a segment, and would find a frame of 12,000 x 12,000 right after it; whoever took it for a
     * segment would walk on elsewhere.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ff00", "ff01", "ffd0", "ffd8", "ffd9", "ffe00000", "ffe00001"})
    void refusesMarkersAfterWhichDecodersDisagree(String marker) {
        byte[] good = TestImages.plain(8, 0x336699);
        String hex = HexFormat.of().formatHex(good);
        refuses("ffd8" + marker + hex.substring(4), "a damaged JPEG (its header leads to no size");
    }

    @Test
    void refusesPixelsOfManyBytes() {
        refuses(
                png(5790, 5790, 16, 6, 300_000),
                "an image of 5790 x 5790 with 64 bits a pixel; expected at most 134217728 bytes once it is unpacked");
    }

    @Test
    void refusesASideLongerThanAnyPhoto() {
        refuses(png(1 << 25, 1, 1, 0, 5000), "an image of 33554432 x 1; expected at most 65535 pixels a side");
        refuses(png(1, 1 << 25, 1, 0, 70_000), "an image of 1 x 33554432;");
    }

    private static byte[] png(int width, int height, int bits, int colours, int bytes) {
        byte[] png = Arrays.copyOf(TestImages.exact(8, 0), bytes);
        ByteBuffer.wrap(png)
                .putInt(16, width)
                .putInt(20, height)
                .put(24, (byte) bits)
                .put(25, (byte) colours);
        ByteBuffer.wrap(png).putInt(bytes - 8, 0x49454E44);
        return png;
    }

    private static void refuses(String hex, String found) {
        refuses(HexFormat.of().parseHex(hex), found);
    }

    private static void refuses(byte[] encoded, String found) {
        assertThatThrownBy(() -> decode(encoded))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a.rec key 7 at byte 9: found ")
                .hasMessageContaining(found);
    }

    private static void decode(byte[] encoded) {
        ImageDecoder decoder = new ImageDecoder(8);
        decoder.decode(encoded, () -> "a.rec key 7 at byte 9", new byte[decoder.bytes()]);
    }
}
