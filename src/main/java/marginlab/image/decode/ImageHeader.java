package marginlab.image.decode;

import java.util.function.Supplier;
import marginlab.problem.FileProblem;
import marginlab.problem.ProblemException;

/**
 * What the first bytes of an encoded image say, read without decoding it.
 *
 * @param format how it is encoded
 * @param width in pixels, as stored
 * @param height in pixels, as stored
 * @param body where the coded pixels begin
 * @param orientation how the camera was held, 1 to 8 as Exif has them
 * @param jpeg more of a JPEG; otherwise null
 */
public record ImageHeader(Format format, int width, int height, int body, int orientation, JpegHeader jpeg) {

    /** Encodings that are read. */
    public enum Format {
        JPEG("jpeg", "jpg"),
        PNG("png", "png"),
        WEBP("webp", "webp"),
        BMP("bmp", "bmp");

        private final String label;
        private final String ending;

        Format(String label, String ending) {
            this.label = label;
            this.ending = ending;
        }

        String label() {
            return label;
        }

        /** What names of such files end in, without the dot. */
        public String ending() {
            return ending;
        }

        /** What an image of this format is that cannot be decoded. */
        ProblemException damaged(String reason, Supplier<String> place) {
            return FileProblem.at(
                    place.get(), "a damaged " + this + " (" + reason + ")", "an image that can be decoded");
        }
    }

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    /** Signature, and the first chunk with its checksum. */
    private static final int PNG_HEADER = 33;

    private static final long PNG_EXIF = 0x65584966L;

    /**
     * Reads the header.
     *
     * @param place where the image comes from, for messages
     */
    public static ImageHeader of(byte[] encoded, Supplier<String> place) {
        Format announced = announced(encoded);
        if (announced == null) {
            throw FileProblem.at(
                    place.get(),
                    "bytes that are no JPEG, PNG, WebP or BMP, " + UnknownContent.start(encoded),
                    "an encoded image");
        }
        ImageHeader header = switch (announced) {
            case JPEG -> jpeg(encoded);
            case PNG -> png(encoded);
            case WEBP -> webp(encoded, place);
            case BMP -> bmp(encoded, place);
        };
        if (header == null) {
            throw announced.damaged("its header leads to no size within " + encoded.length + " bytes", place);
        }
        return header;
    }

    /** The format that the first bytes announce, or null; what follows them may be damaged. */
    private static Format announced(byte[] b) {
        if (b.length >= 8 && u32(b, 0) == PNG_SIGNATURE >>> 32 && u32(b, 4) == (PNG_SIGNATURE & 0xFFFFFFFFL)) {
            return Format.PNG;
        }
        if (b.length >= 2 && u16(b, 0) == 0xFFD8) {
            return Format.JPEG;
        }
        if (WebpHeader.isOne(b)) {
            return Format.WEBP;
        }
        return BmpHeader.isOne(b) ? Format.BMP : null;
    }

    private static ImageHeader jpeg(byte[] b) {
        JpegHeader jpeg = JpegHeader.of(b);
        return jpeg == null
                ? null
                : new ImageHeader(Format.JPEG, jpeg.width(), jpeg.height(), jpeg.body(), jpeg.orientation(), jpeg);
    }

    private static ImageHeader png(byte[] b) {
        return b.length > PNG_HEADER
                ? new ImageHeader(Format.PNG, (int) u32(b, 16), (int) u32(b, 20), PNG_HEADER, pngOrientation(b), null)
                : null;
    }

    private static int pngOrientation(byte[] b) {
        for (long at = PNG_HEADER; at + 12 <= b.length; at += 12 + u32(b, (int) at)) {
            long end = at + 8 + u32(b, (int) at);
            if (u32(b, (int) at + 4) == PNG_EXIF && end <= b.length) {
                return ExifOrientation.orientation(b, (int) at + 8, (int) end);
            }
        }
        return ExifOrientation.UPRIGHT;
    }

    private static ImageHeader webp(byte[] b, Supplier<String> place) {
        WebpHeader webp = WebpHeader.of(b);
        if (webp != null && webp.isAnimated()) {
            throw FileProblem.at(place.get(), "an animated WebP", "a still picture");
        }
        return webp == null
                ? null
                : new ImageHeader(Format.WEBP, webp.width(), webp.height(), webp.body(), webp.orientation(), null);
    }

    private static ImageHeader bmp(byte[] b, Supplier<String> place) {
        BmpHeader bmp = BmpHeader.of(b);
        if (bmp != null && !bmp.oddity().isEmpty()) {
            throw FileProblem.at(place.get(), bmp.oddity(), "1, 4, 8, 16, 24 or 32 bits, plain or in run lengths");
        }
        return bmp == null
                ? null
                : new ImageHeader(Format.BMP, bmp.width(), bmp.height(), bmp.body(), ExifOrientation.UPRIGHT, null);
    }

    /** The width once it is turned upright. */
    public int shownWidth() {
        return ImageOrientation.isAcross(orientation) ? height : width;
    }

    /** The height once it is turned upright. */
    public int shownHeight() {
        return ImageOrientation.isAcross(orientation) ? width : height;
    }

    static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    static long u32(byte[] b, int at) {
        return (long) u16(b, at) << 16 | u16(b, at + 2);
    }
}
