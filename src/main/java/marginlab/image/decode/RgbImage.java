package marginlab.image.decode;

/**
 * A decoded image.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb 8 bits a channel, {@code [height, width, 3]}
 */
public record RgbImage(int width, int height, byte[] rgb) {
    public RgbImage {
        if (rgb.length != 3 * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes for " + width + " x " + height + " pixels");
        }
    }

    /** The image as a JPEG of quality 95. */
    public byte[] jpeg() {
        return jpeg(JpegEncoder.QUALITY);
    }

    /** The image as a JPEG of a quality from 0 to 1. */
    public byte[] jpeg(float quality) {
        return JpegEncoder.encode(rgb, width, height, quality);
    }
}
