package marginlab.image.decode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import marginlab.image.decode.ImageHeader.Format;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Encoded images to square 8-bit RGB, {@code [side, side, 3]}; one decoder a thread.
 *
 * <p>The pixels are libjpeg-turbo's, as OpenCV and Pillow have them: photos are turned as their camera was held, grey images get
 * three equal channels, of 16 bits the upper eight are taken, transparency and colour profiles are ignored. An image of another
 * size is stretched to the square: averaged over areas when it shrinks, bilinear when it grows.
 */
public final class ImageDecoder {
    private static final int ALL = Integer.MAX_VALUE;

    /** What the decoder of the JDK, which is libjpeg, warns of where pixels are lost; it goes on with grey. */
    private static final Pattern LOST =
            Pattern.compile("premature end|Premature end|bad Huffman code|Inconsistent prog");

    private final int side;
    private final ImageReaders readers = new ImageReaders();
    private final JdkJpegDecoder jdk = new JdkJpegDecoder(readers);
    /** Null where the JDK decodes everything. */
    private final TurboDecoder turbo;

    private ImageResizer resizer;

    /** A decoder to squares of a side in pixels. */
    public ImageDecoder(int side) {
        this(side, TurboJpeg.isUsed());
    }

    /** @param turbo whether libjpeg-turbo decodes plain JPEGs, where the machine has it */
    public ImageDecoder(int side, boolean turbo) {
        if (side < 1) {
            throw new IllegalArgumentException("a side is at least 1 pixel, not " + side);
        }
        this.side = side;
        this.turbo = turbo && TurboJpeg.isUsed() ? new TurboDecoder() : null;
    }

    /** Bytes of a decoded image. */
    public int bytes() {
        return 3 * side * side;
    }

    /** Decodes image {@code i} of a set into {@code rgb}. */
    public void decode(EncodedImages images, int i, byte[] rgb) {
        decode(images.encoded(i), () -> images.name(i), rgb);
    }

    /**
     * Decodes an image.
     *
     * @param encoded JPEG, PNG, WebP or BMP
     * @param place where it comes from, for messages
     * @param rgb receives {@code [side, side, 3]}
     */
    public void decode(byte[] encoded, Supplier<String> place, byte[] rgb) {
        DecodedPixels picture = decoded(encoded, place, ImageHeader.of(encoded, place), ALL, turbo);
        if (picture.width == side && picture.height == side) {
            System.arraycopy(picture.rgb, 0, rgb, 0, bytes());
            return;
        }
        if (resizer == null || !resizer.fits(picture.width, picture.height)) {
            resizer = new ImageResizer(picture.width, picture.height, side);
        }
        resizer.resize(picture.rgb, rgb);
    }

    /**
     * Decodes an image and keeps nothing of it: whether it can be read. Bytes that belong to nothing are refused too. Elsewhere
     * they are passed over, as OpenCV does, for most are harmless; but where some of an image were changed they are often the
     * only trace. The JDK decodes, for libjpeg-turbo passes over some bad codes and stray bytes in silence.
     */
    public void check(EncodedImages images, int i) {
        byte[] encoded = images.encoded(i);
        Supplier<String> place = () -> images.name(i);
        ImageHeader header = ImageHeader.of(encoded, place);
        decoded(encoded, place, header, ALL, null);
        if (readers.warning() != null) {
            throw header.format().damaged(readers.warning(), place);
        }
    }

    /** Decodes an image in its own size. */
    public RgbImage whole(byte[] encoded, Supplier<String> place) {
        DecodedPixels decoded = decoded(encoded, place, ImageHeader.of(encoded, place), ALL, turbo);
        return new RgbImage(decoded.width, decoded.height, decoded.rgb.clone());
    }

    /** Decodes an image in its own size, of which only so many rows from its top are wanted: what is below may be left as it was. */
    public RgbImage top(byte[] encoded, Supplier<String> place, int rows) {
        ImageHeader header = ImageHeader.of(encoded, place);
        // What is below in a photo that lies on its side is at its right.
        int needed = header.orientation() == ExifOrientation.UPRIGHT ? rows : ALL;
        DecodedPixels photo = decoded(encoded, place, header, needed, turbo);
        return new RgbImage(photo.width, photo.height, photo.rgb);
    }

    /** Decodes an image in its own size; what is below so many rows may be left as it was. {@code fast} null: by the JDK. */
    private DecodedPixels decoded(
            byte[] encoded, Supplier<String> place, ImageHeader header, int rows, TurboDecoder fast) {
        ImageBounds.check(header, encoded, place);
        readers.start();
        byte[] rgb;
        try {
            rgb = header.jpeg() == null ? other(encoded, header) : jpeg(encoded, header, rows, fast, place);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ProblemException problem) {
                throw problem;
            }
            // The JDK's decoders throw either, depending on what is broken.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw header.format().damaged(reason, place);
        }
        if (readers.warning() != null && LOST.matcher(readers.warning()).find()) {
            throw header.format().damaged(readers.warning(), place);
        }
        return header.orientation() == ExifOrientation.UPRIGHT
                ? new DecodedPixels(header.width(), header.height(), rgb)
                : new DecodedPixels(
                        header.shownWidth(),
                        header.shownHeight(),
                        ImageOrientation.turn(rgb, header.width(), header.height(), header.orientation()));
    }

    private byte[] jpeg(byte[] encoded, ImageHeader header, int rows, TurboDecoder fast, Supplier<String> place)
            throws IOException {
        if (header.jpeg().isArithmetic()) {
            return arithmetic(encoded, header, place);
        }
        byte[] rgb = jdk.room(header);
        return fast != null && fast.decode(encoded, header, rows, rgb) ? rgb : jdk.decode(encoded, header, rows);
    }

    /** Arithmetic codes, of which libjpeg 6b in the JDK knows nothing. */
    private byte[] arithmetic(byte[] encoded, ImageHeader header, Supplier<String> place) throws IOException {
        if (turbo != null) {
            return turbo.decodeAny(encoded, header);
        }
        throw new ProblemException(new Problem(
                place.get(),
                "a JPEG in arithmetic codes, which the JDK does not read",
                "Huffman codes",
                "'jpegtran -copy all' writes them without changing a pixel; where libjpeg-turbo is installed, marginlab reads"
                        + " either"));
    }

    private byte[] other(byte[] encoded, ImageHeader header) throws IOException {
        byte[] plain = header.format() == Format.BMP ? BmpHeader.of(encoded).plainly(encoded) : encoded;
        BufferedImage image;
        try {
            image = readers.of(header.format(), plain).read(0);
        } catch (LinkageError e) {
            throw new IOException("the library that reads it does not load here: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            if (e.getMessage() != null) {
                throw e;
            }
            // libwebp's answer to a broken mask; where Java itself has no memory left it says so.
            throw new IOException("its transparency cannot be read", e);
        }
        if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
            throw new IOException("another size inside, " + image.getWidth() + " x " + image.getHeight());
        }
        return PlainRaster.rgb(image);
    }

    /** Pixels as {@code [height, width, 3]}; the decoder reuses the array of a colour JPEG. */
    private record DecodedPixels(int width, int height, byte[] rgb) {}
}
