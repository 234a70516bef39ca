package marginlab.image.decode;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/** Pixels of a decoded PNG, WebP or BMP as they are: the upper eight bits of each sample, without transparency or profiles. */
final class PlainRaster {
    private PlainRaster() {}

    /** {@code [height, width, 3]}. */
    static byte[] rgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[3 * width * height];
        if (image.getColorModel() instanceof ComponentColorModel model) {
            samples(image.getRaster(), model, rgb);
            return rgb;
        }
        int[] argb = new int[width];
        for (int y = 0, at = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, argb, 0, width);
            for (int pixel : argb) {
                rgb[at++] = (byte) (pixel >> 16);
                rgb[at++] = (byte) (pixel >> 8);
                rgb[at++] = (byte) pixel;
            }
        }
        return rgb;
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
}
