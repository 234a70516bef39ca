package marginlab.data;

/**
 * A decoded image.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb 8 bits a channel, {@code [height, width, 3]}
 */
record Picture(int width, int height, byte[] rgb) {
    Picture {
        if (rgb.length != 3 * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes for " + width + " x " + height + " pixels");
        }
    }

    /** The image as a JPEG of quality 95. */
    byte[] jpeg() {
        return jpeg(JpegEncoder.QUALITY);
    }

    /** The image as a JPEG of a quality from 0 to 1. */
    byte[] jpeg(float quality) {
        return JpegEncoder.encode(rgb, width, height, quality);
    }
}
