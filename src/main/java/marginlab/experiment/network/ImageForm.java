package marginlab.experiment.network;

/**
 * Images as a network takes them.
 *
 * @param size in pixels
 * @param pixels what becomes of each
 * @param colour the order of the planes
 */
public record ImageForm(InputSize size, PixelScale pixels, ColourOrder colour) {

    /** What marginlab trains on: a square, {@code (x - 127.5) / 128}, red first. */
    public static ImageForm trained(int side) {
        return new ImageForm(InputSize.square(side), PixelScale.CENTRED_128, ColourOrder.RGB);
    }

    /** {@code 0..255 rgb, 112}. */
    public String label() {
        return pixels.label() + " " + colour.label() + ", " + size.label();
    }
}
