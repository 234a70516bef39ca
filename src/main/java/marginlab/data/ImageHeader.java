package marginlab.data;

import java.util.Locale;
import java.util.function.Supplier;
import marginlab.experiment.ProblemException;

/**
 * What the first bytes of an encoded image say, read without decoding it.
 *
 * @param format how it is encoded
 * @param width in pixels
 * @param height in pixels
 * @param channels components a pixel; 0 where the header does not tell
 * @param body where the coded pixels begin
 * @param isLayered whether a decoder has to go over the pixels once a scan
 */
record ImageHeader(Format format, int width, int height, int channels, int body, boolean isLayered) {

    /** Encodings that are read. */
    enum Format {
        JPEG("jpeg"),
        PNG("png");

        private final String label;

        Format(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /** What an image of this format is that cannot be decoded. */
        ProblemException damaged(String reason, Supplier<String> place) {
            return Broken.at(place.get(), "a damaged " + this + " (" + reason + ")", "an image that can be decoded");
        }
    }

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;

    /**
     * Reads the header.
     *
     * @param place where the image comes from, for messages
     */
    static ImageHeader of(byte[] encoded, Supplier<String> place) {
        ImageHeader header = of(encoded);
        if (header != null) {
            return header;
        }
        Format announced = announced(encoded);
        if (announced == null) {
            throw Broken.at(place.get(), "bytes that are no JPEG or PNG, " + start(encoded), "an encoded image");
        }
        throw announced.damaged("its header leads to no size within " + encoded.length + " bytes", place);
    }

    private static ImageHeader of(byte[] b) {
        Format format = announced(b);
        if (format == Format.PNG && b.length > 33) {
            return new ImageHeader(Format.PNG, (int) u32(b, 16), (int) u32(b, 20), 0, 33, false);
        }
        return format == Format.JPEG ? jpeg(b) : null;
    }

    /** The format that the first bytes announce, or null; what follows them may be damaged. */
    private static Format announced(byte[] b) {
        if (b.length >= 8 && u32(b, 0) == PNG_SIGNATURE >>> 32 && u32(b, 4) == (PNG_SIGNATURE & 0xFFFFFFFFL)) {
            return Format.PNG;
        }
        return b.length >= 2 && u16(b, 0) == 0xFFD8 ? Format.JPEG : null;
    }

    /**
     * Walks the segments to the start of the scan; the frame segment has the size. A marker without a segment has no place there:
     * decoders would walk on after it in another way and might find another size.
     */
    private static ImageHeader jpeg(byte[] b) {
        int width = 0;
        int height = 0;
        int channels = 0;
        boolean isSequential = false;
        int at = 2;
        while (at + 4 <= b.length) {
            int marker = u16(b, at);
            if (marker == 0xFFFF) {
                at++;
                continue;
            }
            int length = u16(b, at + 2);
            if (!hasSegment(marker) || length < 2) {
                return null;
            }
            if (marker == 0xFFDA) {
                boolean isOneScan = isSequential && at + 4 < b.length && (b[at + 4] & 0xFF) == channels;
                return width == 0
                        ? null
                        : new ImageHeader(Format.JPEG, width, height, channels, at + 2 + length, !isOneScan);
            }
            if (isFrame(marker) && at + 10 <= b.length) {
                height = u16(b, at + 5);
                width = u16(b, at + 7);
                channels = b[at + 9] & 0xFF;
                isSequential = marker <= 0xFFC1;
            }
            at += 2 + length;
        }
        return null;
    }

    /** All that stand before a scan but for TEM, the restarts, and the start and end of an image. */
    static boolean hasSegment(int marker) {
        return marker > 0xFF01 && (marker < 0xFFD0 || marker > 0xFFD9);
    }

    /** SOF0 to SOF15 but for the tables DHT, JPG and DAC among them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
    }

    private static String start(byte[] encoded) {
        StringBuilder hex = new StringBuilder("beginning");
        for (int i = 0; i < Math.min(4, encoded.length); i++) {
            hex.append(String.format(Locale.ROOT, " %02x", encoded[i]));
        }
        return encoded.length == 0 ? "none at all" : hex.toString();
    }

    static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    static long u32(byte[] b, int at) {
        return (long) u16(b, at) << 16 | u16(b, at + 2);
    }
}
