package marginlab.image.decode;

/**
 * Colours of JPEG to red, green and blue in libjpeg's whole numbers: with 16 binary places, {@code R = Y + 1.402 Cr}, {@code G = Y -
 * 0.34414 Cb - 0.71414 Cr}, {@code B = Y + 1.772 Cb}.
 */
final class YCbCrColour {
    private static final int PLACES = 16;
    private static final int HALF = 1 << PLACES - 1;
    private static final int CR_RED = fixed(1.40200);
    private static final int CB_BLUE = fixed(1.77200);
    private static final int CR_GREEN = fixed(0.71414);
    private static final int CB_GREEN = fixed(0.34414);

    private YCbCrColour() {}

    private static int fixed(double x) {
        return (int) (x * (1 << PLACES) + 0.5);
    }

    /** Three samples in place. */
    static void toRgb(byte[] samples, int at) {
        int y = samples[at] & 0xFF;
        int cb = (samples[at + 1] & 0xFF) - 128;
        int cr = (samples[at + 2] & 0xFF) - 128;
        samples[at] = clipped(y + (CR_RED * cr + HALF >> PLACES));
        samples[at + 1] = clipped(y + (-CB_GREEN * cb + HALF - CR_GREEN * cr >> PLACES));
        samples[at + 2] = clipped(y + (CB_BLUE * cb + HALF >> PLACES));
    }

    private static byte clipped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    /**
     * Ink as Adobe stores it, where 255 is none, to light: {@code R = C K / 255}, rounded. Every program that writes four components
     * follows Adobe, whether it leaves its marker or not, so that OpenCV and Pillow take all alike.
     */
    static byte light(int ink, int black) {
        return (byte) ((2 * ink * black + 255) / 510);
    }
}
