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
 */
record ImageHeader(Format format, int width, int height, int channels, int body) {

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
    /** The name of the last segment, IEND; four bytes of checksum follow. */
    private static final long PNG_END = 0x49454E44L;

    private static final int PNG_END_BYTES = 8;
    /** Deflate writes a code of one bit and a distance of one bit for 258 bytes. */
    private static final long PNG_MOST_GROWTH = 1032;
    /** A JPEG has a bit or more a block, and a block stands for 128 pixels where two components halve one axis each. */
    private static final long JPEG_MOST_PIXELS_A_BYTE = 1024;

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
            return new ImageHeader(Format.PNG, (int) u32(b, 16), (int) u32(b, 20), 0, 33);
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

    /** Whether the last bytes are there; the decoder would fill what is missing with grey. */
    boolean isWhole(byte[] b) {
        int tail = format == Format.PNG ? PNG_END_BYTES : 2;
        for (int i = b.length - tail; i >= body; i--) {
            boolean end = format == Format.PNG ? u32(b, i) == PNG_END : u16(b, i) == 0xFFD9;
            if (end) {
                return true;
            }
        }
        return false;
    }

    /** Whether so few bytes can tell so many pixels: a header alone must not take the memory of a photo. */
    boolean canLieIn(byte[] b) {
        if (format == Format.JPEG) {
            return (long) width * height <= JPEG_MOST_PIXELS_A_BYTE * b.length;
        }
        long rowBytes = ((long) width * Math.max(1, b[24]) * pngSamples(b[25]) + 7) / 8;
        return (1 + rowBytes) * height <= PNG_MOST_GROWTH * b.length;
    }

    /** Samples a pixel by the colour type of a PNG: grey or palette, grey or RGB with or without transparency. */
    private static int pngSamples(int colourType) {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /** Walks the segments to the start of the scan; the frame segment has the size. */
    private static ImageHeader jpeg(byte[] b) {
        int width = 0;
        int height = 0;
        int channels = 0;
        int at = 2;
        while (at + 4 <= b.length) {
            int marker = u16(b, at);
            if (marker < 0xFF00) {
                return null;
            }
            if (marker == 0xFFFF) {
                at++;
                continue;
            }
            int length = u16(b, at + 2);
            if (marker == 0xFFDA) {
                return width == 0 ? null : new ImageHeader(Format.JPEG, width, height, channels, at + 2 + length);
            }
            if (isFrame(marker) && at + 10 <= b.length) {
                height = u16(b, at + 5);
                width = u16(b, at + 7);
                channels = b[at + 9] & 0xFF;
            }
            at += 2 + length;
        }
        return null;
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

    private static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    private static long u32(byte[] b, int at) {
        return (long) u16(b, at) << 16 | u16(b, at + 2);
    }
}
