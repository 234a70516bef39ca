package marginlab.image.decode;

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
import java.util.Base64;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import marginlab.image.decode.ImageHeader.Format;
import marginlab.image.decode.JpegHeader.Colour;

/**
 * JPEGs to pixels by the JDK's decoder, one a thread. That is libjpeg 6b, or where a distribution builds Java so, the system's
 * libjpeg; this class gives the pixels of libjpeg-turbo with either. What it does beside: it leaves the decoder no doubt of what the
 * components are; where libjpeg 6b repeats rows of half height it interpolates them, {@code (3 a + b + 1) / 4} above and {@code (3 a
 * + b + 2) / 4} below; and it takes Adobe's four components as Adobe stores them.
 */
final class JdkJpegDecoder {
    /** Eight columns of sixteen rows with red and blue of half height, which change downwards. */
    private static final String PROBE =
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////"
                    + "////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////"
                    + "////////////wAARCAAQAAgDARIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAgP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA"
                    + "/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAH/xAAXEQADAQAAAAAAAAAAAAAAAAAAE2Gh/9oADAMBAAIRAxEAPwBJibhWw//Z";

    private static final boolean REPEATS_ROWS = repeatsRows();

    private final ImageReaders readers;
    private BufferedImage canvas = canvas(1, 1);

    JdkJpegDecoder(ImageReaders readers) {
        this.readers = readers;
    }

    private static boolean repeatsRows() {
        try {
            Raster raster = new ImageReaders()
                    .of(Format.JPEG, Base64.getDecoder().decode(PROBE))
                    .readRaster(0, null);
            return raster.getSample(0, 0, 1) == raster.getSample(0, 1, 1);
        } catch (IOException e) {
            throw new IllegalStateException("the JDK reads a JPEG with chroma of half height", e);
        }
    }

    /** Room for the pixels of a size, {@code [height, width, 3]}; the next image of that size gets the same. */
    byte[] room(ImageHeader header) {
        if (canvas.getWidth() != header.width() || canvas.getHeight() != header.height()) {
            canvas = canvas(header.width(), header.height());
        }
        return bytes(canvas.getRaster());
    }

    /** An image whose bytes lie as the decoder delivers them, {@code [height, width, 3]}: it copies whole rows. */
    static BufferedImage canvas(int width, int height) {
        WritableRaster rows = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
        ColorModel rgb = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(rgb, rows, false, null);
    }

    /** Decodes into {@link #room}, or elsewhere; what is below so many rows may be left as it was. */
    byte[] decode(byte[] encoded, ImageHeader header, int rows) throws IOException {
        JpegHeader jpeg = header.jpeg();
        if (BaselineJpeg.of(encoded) == null) {
            // It may lack tables, for which a reader would take those of the image before.
            readers.renew(Format.JPEG);
        }
        ImageReader reader = readers.of(Format.JPEG, jpeg.plainly(encoded));
        if (jpeg.colour() != Colour.YCBCR || REPEATS_ROWS && jpeg.hasHalfRows()) {
            return rgb(reader.readRaster(0, null), jpeg);
        }
        byte[] rgb = room(header);
        ImageReadParam into = reader.getDefaultReadParam();
        into.setDestination(canvas);
        if (rows > 0 && rows < header.height()) {
            into.setSourceRegion(new Rectangle(header.width(), rows));
        }
        reader.read(0, into);
        return rgb;
    }

    private static byte[] rgb(Raster raster, JpegHeader jpeg) {
        int bands = raster.getNumBands();
        byte[] samples = samples(raster);
        for (int c = 0; REPEATS_ROWS && c < bands && bands == jpeg.components().size(); c++) {
            if (jpeg.hasHalfRows(c)) {
                interpolate(samples, raster.getWidth(), raster.getHeight(), bands, c);
            }
        }
        return rgb(samples, jpeg.colour(), bands);
    }

    /** Samples as they lie in the file to {@code [height, width, 3]}. */
    static byte[] rgb(byte[] samples, Colour colour, int bands) {
        byte[] rgb = bands == 3 ? samples : new byte[samples.length / bands * 3];
        for (int from = 0, to = 0; from < samples.length; from += bands, to += 3) {
            switch (colour) {
                case GREY -> rgb[to] = rgb[to + 1] = rgb[to + 2] = samples[from];
                case YCBCR -> YCbCrColour.toRgb(rgb, to);
                case RGB -> {}
                case CMYK -> {
                    int black = samples[from + 3] & 0xFF;
                    for (int c = 0; c < 3; c++) {
                        rgb[to + c] = YCbCrColour.light(samples[from + c] & 0xFF, black);
                    }
                }
                case YCCK -> {
                    System.arraycopy(samples, from, rgb, to, 3);
                    YCbCrColour.toRgb(rgb, to);
                    int black = samples[from + 3] & 0xFF;
                    for (int c = 0; c < 3; c++) {
                        rgb[to + c] = YCbCrColour.light(255 - (rgb[to + c] & 0xFF), black);
                    }
                }
            }
        }
        return rgb;
    }

    private static byte[] samples(Raster raster) {
        byte[] samples = new byte[raster.getWidth() * raster.getHeight() * raster.getNumBands()];
        raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), samples);
        return samples;
    }

    private static byte[] bytes(Raster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    /** Rows that stand twice each become rows between their neighbours, as libjpeg-turbo's h1v2_fancy_upsample makes them. */
    private static void interpolate(byte[] samples, int width, int height, int bands, int band) {
        int stride = width * bands;
        int halves = (height + 1) / 2;
        int[] above = new int[width];
        int[] own = new int[width];
        int[] below = new int[width];
        take(samples, band, bands, own);
        System.arraycopy(own, 0, above, 0, width);
        for (int half = 0; half < halves; half++) {
            take(samples, 2 * Math.min(half + 1, halves - 1) * stride + band, bands, below);
            for (int x = 0, at = 2 * half * stride + band; x < width; x++, at += bands) {
                samples[at] = (byte) (3 * own[x] + above[x] + 1 >> 2);
                if (2 * half + 1 < height) {
                    samples[at + stride] = (byte) (3 * own[x] + below[x] + 2 >> 2);
                }
            }
            int[] free = above;
            above = own;
            own = half == halves - 1 ? own : below;
            below = free;
        }
    }

    private static void take(byte[] samples, int from, int step, int[] row) {
        for (int x = 0, at = from; x < row.length; x++, at += step) {
            row[x] = samples[at] & 0xFF;
        }
    }
}
