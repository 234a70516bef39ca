package marginlab.image.decode;

import java.util.function.Supplier;
import marginlab.image.decode.ImageHeader.Format;
import marginlab.problem.FileProblem;

/** What an encoded image may take of memory and time, seen before it is decoded. */
public final class ImageBounds {
    /** Photos of 24 million pixels are common; one of 33 million takes 100 MB a thread. */
    private static final long MOST_PIXELS = 1 << 25;

    private static final long MOST_BYTES = 4 * MOST_PIXELS;
    /** As the header of a JPEG can tell. */
    private static final int LONGEST_SIDE = 65_535;
    /** Programs write ten scans or so; each costs as much time as a whole image, in as little as ten bytes. */
    private static final int MOST_SCANS = 100;

    private static final long MOST_SCANNED = 16 * MOST_PIXELS;

    /** The name of the last segment, IEND; four bytes of checksum follow. */
    private static final long PNG_END = 0x49454E44L;

    private static final int PNG_END_BYTES = 8;
    /** Deflate writes a code of one bit and a distance of one bit for 258 bytes. */
    private static final long PNG_MOST_GROWTH = 1032;
    /** A JPEG has a bit or more a block, and a block stands for 128 pixels where two components halve one axis each. */
    private static final long JPEG_MOST_PIXELS_A_BYTE = 1024;

    private static final long WEBP_MOST_PIXELS_A_BYTE = 1024;
    private static final long HARMLESS_PIXELS = 1 << 20;
    /** Bytes before those that a RIFF file counts. */
    private static final long RIFF_HEAD = 8;

    private static final int JPEG_END = 0xFFD9;
    private static final int JPEG_SCAN = 0xFFDA;
    private static final int JPEG_FILL = 0xFFFF;

    private ImageBounds() {}

    /** Refuses what is too large, cut, or cannot hold what its header says. */
    public static void check(ImageHeader header, byte[] encoded, Supplier<String> place) {
        long pixels = (long) header.width() * header.height();
        if (header.width() < 1 || header.height() < 1 || pixels > MOST_PIXELS) {
            throw FileProblem.at(
                    place.get(), "an image of " + size(header), "at least 1 and at most " + MOST_PIXELS + " pixels");
        }
        if (Math.max(header.width(), header.height()) > LONGEST_SIDE) {
            throw FileProblem.at(
                    place.get(), "an image of " + size(header), "at most " + LONGEST_SIDE + " pixels a side");
        }
        if (!isWhole(header, encoded)) {
            boolean hasEnd = header.format() == Format.JPEG || header.format() == Format.PNG;
            throw header.format()
                    .damaged(
                            "cut after " + encoded.length + " bytes" + (hasEnd ? ", without its end marker" : ""),
                            place);
        }
        if (!canLieIn(header, encoded)) {
            throw header.format().damaged(size(header) + " pixels cannot lie in " + encoded.length + " bytes", place);
        }
        String oddity = header.jpeg() == null ? "" : header.jpeg().oddity();
        if (!oddity.isEmpty()) {
            throw FileProblem.at(place.get(), oddity, "8 bits a sample, 1, 3 or 4 components, baseline or progressive");
        }
        if (header.format() == Format.PNG && pixels * pngPixelBits(encoded) / 8 > MOST_BYTES) {
            throw FileProblem.at(
                    place.get(),
                    "an image of " + size(header) + " with " + pngPixelBits(encoded) + " bits a pixel",
                    "at most " + MOST_BYTES + " bytes once it is unpacked");
        }
        int scans = scans(header, encoded);
        if (scans > MOST_SCANS || scans * pixels > MOST_SCANNED) {
            throw FileProblem.at(
                    place.get(),
                    "an image of " + size(header) + " in " + scans + " scans",
                    "at most " + MOST_SCANS + " scans, which go over " + MOST_SCANNED + " pixels at most");
        }
    }

    private static String size(ImageHeader header) {
        return header.width() + " x " + header.height();
    }

    /** Whether the last bytes are there; the decoder would fill what is missing with grey. */
    private static boolean isWhole(ImageHeader header, byte[] b) {
        if (header.format() == Format.BMP) {
            return BmpHeader.of(b).bytes() <= b.length - header.body();
        }
        if (header.format() == Format.WEBP) {
            // Its parts have lengths, and one that is cut is not counted.
            return WebpHeader.of(b).end() >= Math.min(b.length, RIFF_HEAD + WebpHeader.little(b, 4, 4));
        }
        boolean isPng = header.format() == Format.PNG;
        for (int i = b.length - (isPng ? PNG_END_BYTES : 2); i >= header.body(); i--) {
            if (isPng ? ImageHeader.u32(b, i) == PNG_END : ImageHeader.u16(b, i) == JPEG_END) {
                return true;
            }
        }
        return false;
    }

    /** Whether so few bytes can tell so many pixels: a header alone must not take the memory of a photo. */
    private static boolean canLieIn(ImageHeader header, byte[] b) {
        if (header.format() == Format.BMP) {
            return true;
        }
        if (header.format() == Format.WEBP) {
            // A picture of one colour has hardly any; as much memory as this does no harm.
            return (long) header.width() * header.height()
                    <= Math.max(HARMLESS_PIXELS, WEBP_MOST_PIXELS_A_BYTE * b.length);
        }
        if (header.format() == Format.JPEG) {
            return (long) header.width() * header.height() <= JPEG_MOST_PIXELS_A_BYTE * b.length;
        }
        long rowBytes = ((long) header.width() * pngPixelBits(b) + 7) / 8;
        return (1 + rowBytes) * header.height() <= PNG_MOST_GROWTH * b.length;
    }

    private static int pngPixelBits(byte[] b) {
        return Math.max(1, b[24]) * pngSamples(b[25]);
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

    /** How often a decoder goes over the pixels. */
    private static int scans(ImageHeader header, byte[] b) {
        int scans = 1;
        int at = header.body();
        while (header.jpeg() != null && header.jpeg().isLayered() && at + 3 < b.length) {
            int marker = ImageHeader.u16(b, at);
            if (marker == JPEG_END) {
                break;
            }
            scans += marker == JPEG_SCAN ? 1 : 0;
            // Coded bytes, restarts and bytes to fill up with have no segment.
            boolean isSegment = marker != JPEG_FILL && JpegHeader.hasSegment(marker);
            at += isSegment ? 2 + Math.max(2, ImageHeader.u16(b, at + 2)) : 1;
        }
        return scans;
    }
}
