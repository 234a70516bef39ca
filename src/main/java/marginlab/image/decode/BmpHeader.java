package marginlab.image.decode;

/**
 * What the headers of a BMP file say, of any version from OS/2's on.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bits a pixel
 * @param compression 0 for none, 1 and 2 for run lengths, 3 and 6 for masks, 4 and 5 for a JPEG or PNG inside
 * @param body where the pixels begin
 * @param info bytes of the second header, which tells the version
 */
record BmpHeader(int width, int height, int bits, int compression, int body, int info) {
    private static final int INFO_AT = 14;
    private static final int OLD_INFO = 12;
    private static final int NEW_INFO = 40;
    private static final int LONGEST_INFO = 124;
    /** From version 4 on a header names a colour space. */
    private static final int COLOUR_INFO = 108;

    private static final int COLOUR_AT = INFO_AT + 56;
    private static final byte[] STANDARD_COLOUR = {'B', 'G', 'R', 's'};

    static boolean isOne(byte[] b) {
        return b.length >= INFO_AT + OLD_INFO && b[0] == 'B' && b[1] == 'M';
    }

    /** Null where they lead to no size. */
    static BmpHeader of(byte[] b) {
        long info = WebpHeader.little(b, INFO_AT, 4);
        long body = WebpHeader.little(b, 10, 4);
        if (info != OLD_INFO && (info < NEW_INFO || info > LONGEST_INFO)
                || body > b.length
                || body < INFO_AT + info
                || b.length < INFO_AT + info) {
            return null;
        }
        if (info == OLD_INFO) {
            return new BmpHeader(u16(b, 18), u16(b, 20), u16(b, 24), 0, (int) body, OLD_INFO);
        }
        // Upside up where the height is negative.
        long height = Math.abs((long) (int) WebpHeader.little(b, 22, 4));
        int width = (int) WebpHeader.little(b, 18, 4);
        int compression = (int) WebpHeader.little(b, 30, 4);
        return new BmpHeader(
                width, (int) Math.min(height, Integer.MAX_VALUE), u16(b, 28), compression, (int) body, (int) info);
    }

    private static int u16(byte[] b, int at) {
        return (int) WebpHeader.little(b, at, 2);
    }

    /** What makes it one that is not read, in words; empty where nothing does. */
    String oddity() {
        boolean isKnown = compression == 0 || isRunLength() || compression == 3 || compression == 6;
        boolean isUsual = bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
        return isKnown && isUsual ? "" : "a BMP of " + bits + " bits a pixel with compression " + compression;
    }

    boolean isRunLength() {
        return compression == 1 || compression == 2;
    }

    /** The least bytes that its pixels take. */
    long bytes() {
        long row = ((long) width * bits + 31) / 32 * 4;
        // Two bytes stand for 255 pixels at most.
        return isRunLength() ? (long) width * height / 128 : row * height;
    }

    /** The same image without its colour profile, which the JDK would apply and OpenCV does not. */
    byte[] plainly(byte[] bmp) {
        if (info < COLOUR_INFO) {
            return bmp;
        }
        byte[] plain = bmp.clone();
        System.arraycopy(STANDARD_COLOUR, 0, plain, COLOUR_AT, STANDARD_COLOUR.length);
        return plain;
    }
}
