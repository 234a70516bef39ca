package marginlab.image.decode;

import java.nio.charset.StandardCharsets;

/**
 * What the chunks of a WebP file say: {@code VP8 } for lossy pixels, {@code VP8L} for lossless ones, {@code VP8X} for what else is
 * in it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param body where the chunk with the pixels begins, 0 where there is none
 * @param end where the last chunk ends that is whole
 * @param orientation how the camera was held, 1 to 8
 * @param isAnimated whether it has several pictures
 */
record WebpHeader(int width, int height, int body, int end, int orientation, boolean isAnimated) {
    private static final int FIRST_CHUNK = 12;
    private static final int ANIMATED = 2;

    static boolean isOne(byte[] b) {
        return b.length >= 16 && says(b, 0, "RIFF") && says(b, 8, "WEBP");
    }

    /** Null where the chunks lead to no size, or to two. */
    static WebpHeader of(byte[] b) {
        int[] canvas = null;
        int[] size = null;
        int body = 0;
        int orientation = ExifOrientation.UPRIGHT;
        boolean animated = false;
        int at = FIRST_CHUNK;
        while (at + 8 <= b.length) {
            long length = little(b, at + 4, 4);
            int from = at + 8;
            if (from + length > b.length) {
                break;
            }
            int to = from + (int) length;
            if (says(b, at, "VP8X") && length >= 10) {
                canvas = new int[] {1 + (int) little(b, from + 4, 3), 1 + (int) little(b, from + 7, 3)};
                animated = (b[from] & ANIMATED) != 0;
            } else if (says(b, at, "VP8 ") || says(b, at, "VP8L")) {
                size = size == null ? size(b, at, from, to) : size;
                body = body == 0 ? at : body;
            } else if (says(b, at, "EXIF")) {
                orientation = ExifOrientation.orientation(b, from, to);
            }
            at = (int) Math.min(b.length, from + length + (length & 1));
        }
        if (animated) {
            return new WebpHeader(canvas[0], canvas[1], at, at, orientation, true);
        }
        boolean agree = size != null && (canvas == null || canvas[0] == size[0] && canvas[1] == size[1]);
        return agree ? new WebpHeader(size[0], size[1], body, at, orientation, false) : null;
    }

    private static int[] size(byte[] b, int chunk, int from, int to) {
        if (b[chunk + 3] == 'L') {
            if (to - from < 5 || b[from] != 0x2F) {
                return null;
            }
            int bits = (int) little(b, from + 1, 4);
            return new int[] {1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)};
        }
        if (to - from < 10 || little(b, from + 3, 3) != 0x2A019DL) {
            return null;
        }
        return new int[] {(int) little(b, from + 6, 2) & 0x3FFF, (int) little(b, from + 8, 2) & 0x3FFF};
    }

    private static boolean says(byte[] b, int from, String name) {
        return new String(b, from, name.length(), StandardCharsets.ISO_8859_1).equals(name);
    }

    /** A number of some bytes, the lowest first. */
    static long little(byte[] b, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | b[at + i] & 0xFF;
        }
        return value;
    }
}
