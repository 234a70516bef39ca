package marginlab.data;

import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import marginlab.data.ImageHeader.Format;

/**
 * Encoded images to square 8-bit RGB, {@code [side, side, 3]}; one decoder a thread.
 *
 * <p>An image of another size is stretched to the square: averaged over areas when it shrinks, bilinear when it grows. Grey
 * images get three equal channels; transparency and colour profiles are ignored, as OpenCV and MXNet do.
 */
public final class Decoder {
    private static final int ALL = Integer.MAX_VALUE;

    /** What the decoder of the JDK, which is libjpeg, warns of where pixels are lost; it goes on with grey. */
    private static final Pattern LOST =
            Pattern.compile("premature end|Premature end|bad Huffman code|Inconsistent prog");

    private final int side;
    private final Map<Format, ImageReader> readers = new EnumMap<>(Format.class);
    private final MemoryInput input = new MemoryInput();
    /** Null where the JDK decodes everything. */
    private final TurboDecoder turbo;

    private BufferedImage canvas;
    private Resizer resizer;
    /** What was wrong with the image that is being decoded, though it could be; null where nothing was. */
    private String warning;

    /** A decoder to squares of a side in pixels. */
    public Decoder(int side) {
        this(side, TurboJpeg.isUsed());
    }

    /** @param turbo whether libjpeg-turbo decodes plain JPEGs, where the machine has it */
    Decoder(int side, boolean turbo) {
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
    public void decode(Images images, int i, byte[] rgb) {
        decode(images.encoded(i), () -> images.name(i), rgb);
    }

    /**
     * Decodes an image.
     *
     * @param encoded JPEG or PNG
     * @param place where it comes from, for messages
     * @param rgb receives {@code [side, side, 3]}
     */
    public void decode(byte[] encoded, Supplier<String> place, byte[] rgb) {
        Decoded picture = decoded(encoded, place, ALL, turbo);
        if (picture.width == side && picture.height == side) {
            System.arraycopy(picture.rgb, 0, rgb, 0, bytes());
            return;
        }
        if (resizer == null || !resizer.fits(picture.width, picture.height)) {
            resizer = new Resizer(picture.width, picture.height, side);
        }
        resizer.resize(picture.rgb, rgb);
    }

    /**
     * Decodes an image and keeps nothing of it: whether it can be read. Bytes that belong to nothing are refused too. Elsewhere
     * they are passed over, as OpenCV does, for most are harmless; but where some of an image were changed they are often the
     * only trace. The JDK decodes, for libjpeg-turbo passes over some bad codes and stray bytes in silence.
     */
    void check(Images images, int i) {
        byte[] encoded = images.encoded(i);
        decoded(encoded, () -> images.name(i), ALL, null);
        if (warning != null) {
            throw ImageHeader.of(encoded, () -> images.name(i)).format().damaged(warning, () -> images.name(i));
        }
    }

    /** Decodes an image in its own size. */
    Picture whole(byte[] encoded, Supplier<String> place) {
        Decoded decoded = decoded(encoded, place, ALL, turbo);
        return new Picture(decoded.width, decoded.height, decoded.rgb.clone());
    }

    /** Decodes a photo as far down as its crop reaches, and makes the crop. */
    Picture crop(byte[] encoded, Supplier<String> place, Template template, double[] landmarks) {
        Decoded photo = decoded(encoded, place, template.rows(landmarks), turbo);
        return template.crop(new Picture(photo.width, photo.height, photo.rgb), landmarks);
    }

    /** Decodes an image in its own size; what is below so many rows may be left as it was. {@code fast} null: by the JDK. */
    private Decoded decoded(byte[] encoded, Supplier<String> place, int rows, TurboDecoder fast) {
        ImageHeader header = ImageHeader.of(encoded, place);
        ImageBounds.check(header, encoded, place);
        warning = null;
        Decoded decoded;
        try {
            decoded = header.format() == Format.JPEG && header.channels() == 3
                    ? colourJpeg(encoded, header, rows, fast)
                    : anything(encoded, header);
        } catch (IOException | RuntimeException e) {
            // The JDK's decoders throw either, depending on what is broken.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw header.format().damaged(reason, place);
        }
        if (warning != null && LOST.matcher(warning).find()) {
            throw header.format().damaged(warning, place);
        }
        return decoded;
    }

    private Decoded colourJpeg(byte[] encoded, ImageHeader header, int rows, TurboDecoder fast) throws IOException {
        if (canvas == null || canvas.getWidth() != header.width() || canvas.getHeight() != header.height()) {
            canvas = canvas(header.width(), header.height());
        }
        byte[] rgb = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
        if (fast == null || !fast.decode(encoded, header, rows, rgb)) {
            ontoCanvas(encoded, header, rows);
        }
        return new Decoded(header.width(), header.height(), rgb);
    }

    private void ontoCanvas(byte[] encoded, ImageHeader header, int rows) throws IOException {
        ImageReader reader = reader(header.format(), encoded);
        ImageReadParam into = reader.getDefaultReadParam();
        into.setDestination(canvas);
        if (rows > 0 && rows < header.height()) {
            into.setSourceRegion(new Rectangle(header.width(), rows));
        }
        reader.setInput(input.of(ColourProfile.hidden(encoded, header.body())), true, true);
        reader.read(0, into);
    }

    /** An image whose bytes lie as the decoder delivers them, {@code [height, width, 3]}: it copies whole rows. */
    static BufferedImage canvas(int width, int height) {
        WritableRaster rows = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
        ColorModel rgb = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(rgb, rows, false, null);
    }

    private Decoded anything(byte[] encoded, ImageHeader header) throws IOException {
        ImageReader reader = reader(header.format(), encoded);
        reader.setInput(input.of(encoded), true, true);
        BufferedImage image = reader.read(0);
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[3 * width * height];
        if (image.getColorModel() instanceof ComponentColorModel model) {
            samples(image.getRaster(), model, rgb);
        } else {
            int[] argb = new int[width];
            for (int y = 0, at = 0; y < height; y++) {
                image.getRGB(0, y, width, 1, argb, 0, width);
                for (int pixel : argb) {
                    rgb[at++] = (byte) (pixel >> 16);
                    rgb[at++] = (byte) (pixel >> 8);
                    rgb[at++] = (byte) pixel;
                }
            }
        }
        return new Decoded(width, height, rgb);
    }

    /** Samples as they are: getRGB would take grey for linear light and brighten it. */
    private static void samples(Raster raster, ColorModel model, byte[] rgb) {
        int shift = Math.max(0, model.getComponentSize(0) - 8);
        int colours = model.getNumColorComponents();
        int width = raster.getWidth();
        int[] band = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int c = 0; c < 3; c++) {
                raster.getSamples(0, y, width, 1, colours < 3 ? 0 : c, band);
                for (int x = 0; x < width; x++) {
                    rgb[3 * (y * width + x) + c] = (byte) (band[x] >> shift);
                }
            }
        }
    }

    private ImageReader reader(Format format, byte[] encoded) {
        if (format == Format.JPEG && PlainJpeg.of(encoded) == null) {
            // It may lack tables, for which a reader would take those of the image before.
            ImageReader before = readers.remove(format);
            if (before != null) {
                before.dispose();
            }
        }
        return readers.computeIfAbsent(format, f -> {
            ImageReader reader = ImageIO.getImageReadersByFormatName(f.label()).next();
            reader.addIIOReadWarningListener((source, text) -> warning = text);
            return reader;
        });
    }

    /** Pixels as {@code [height, width, 3]}; the decoder reuses the array of a colour JPEG. */
    private record Decoded(int width, int height, byte[] rgb) {}
}
