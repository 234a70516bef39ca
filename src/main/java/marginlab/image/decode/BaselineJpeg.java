package marginlab.image.decode;

/**
 * A colour JPEG as nearly every program writes it, of which all libraries that descend from libjpeg make the same pixels.
 *
 * <p>Eight bits, Huffman codes, one scan of three components, YCbCr beyond doubt; chroma in full, of half width, or of half width
 * and height; every table that it needs is in it. Not plain is what libraries read differently: chroma of half height alone, which
 * libjpeg 6b repeats and later ones interpolate; scans that refine each other, which later ones smooth more where some are
 * missing; components whose meaning is guessed; tables left over from the image before; arithmetic codes.
 *
 * @param heightAt where its height is written, two bytes
 * @param height in pixels
 * @param unit rows that are coded together
 * @param restarts whether it has marks to start again from
 */
record BaselineJpeg(int heightAt, int height, int unit, boolean restarts) {
    /** Rows that the interpolation of chroma looks beyond the last one that is wanted. */
    private static final int BEYOND = 2;

    /** What an encoded image is by the segments before its pixels; null where it is anything else. */
    static BaselineJpeg of(byte[] encoded) {
        try {
            return new Walk(encoded).frame();
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    /**
     * The height that it may pretend to have, so that a decoder stops where the rows that are wanted are right; its own where that
     * saves nothing. With marks to start again from, a decoder would look for the next one in what follows.
     */
    int heightFor(int rows) {
        boolean saves = rows > 0 && rows < height - BEYOND && (rows + BEYOND - 1) / unit < (height - 1) / unit;
        return saves && !restarts ? rows + BEYOND : height;
    }

    /** The way from segment to segment. */
    private static final class Walk {
        private final byte[] bytes;
        /** A bit each for tables that were there. */
        private int quantisers;

        private int codes;
        private int frameAt;
        private boolean jfif;
        private boolean adobe;
        private boolean restarts;

        Walk(byte[] bytes) {
            this.bytes = bytes;
        }

        BaselineJpeg frame() {
            int at = 2;
            while (u16(at) != 0xFFDA) {
                int end = at + 2 + u16(at + 2);
                if (!isPlain(u16(at), at + 4, end)) {
                    return null;
                }
                at = end;
            }
            if (frameAt == 0 || !isPlainScan(at + 4, u16(at + 2))) {
                return null;
            }
            int height = u16(frameAt + 1);
            return new BaselineJpeg(frameAt + 1, height, 8 * (u8(frameAt + 7) & 0xF), restarts);
        }

        private boolean isPlain(int marker, int from, int end) {
            if (marker == 0xFFC0 || marker == 0xFFC1) {
                boolean first = frameAt == 0;
                frameAt = from;
                return first && end - from == 15 && isPlainFrame();
            }
            switch (marker) {
                case 0xFFC4:
                    return areCodes(from, end);
                case 0xFFDB:
                    return areQuantisers(from, end);
                case 0xFFDD:
                    restarts |= u16(from) != 0;
                    return end - from == 2;
                case 0xFFE0:
                    jfif |= end - from >= 14 && says("JFIF\0", from);
                    return end >= from;
                case 0xFFEE:
                    boolean transform = end - from >= 12 && says("Adobe", from);
                    adobe |= transform;
                    return end >= from && (!transform || u8(from + 11) == 1);
                default:
                    return end >= from && (marker > 0xFFE0 && marker <= 0xFFEF || marker == 0xFFFE);
            }
        }

        private boolean isPlainFrame() {
            int chroma = u8(frameAt + 7);
            return u8(frameAt) == 8
                    && u8(frameAt + 5) == 3
                    && (chroma == 0x11 || chroma == 0x21 || chroma == 0x22)
                    && u8(frameAt + 10) == 0x11
                    && u8(frameAt + 13) == 0x11;
        }

        private boolean areQuantisers(int from, int end) {
            int at = from;
            for (; at < end; at += 65) {
                if (u8(at) > 3) {
                    return false;
                }
                quantisers |= 1 << u8(at);
            }
            return at == end;
        }

        private boolean areCodes(int from, int end) {
            int at = from;
            while (at < end) {
                int table = u8(at);
                if ((table & ~0x13) != 0) {
                    return false;
                }
                codes |= 1 << table;
                int symbols = 0;
                for (int length = 1; length <= 16; length++) {
                    symbols += u8(at + length);
                }
                at += 17 + symbols;
            }
            return at == end;
        }

        /** Each component in the order of the frame, with tables that are there, and colours that need no guess. */
        private boolean isPlainScan(int from, int length) {
            boolean plain =
                    length == 12 && u8(from) == 3 && u8(from + 7) == 0 && u8(from + 8) == 63 && u8(from + 9) == 0;
            boolean numbered = true;
            for (int c = 0; c < 3 && plain; c++) {
                int name = u8(frameAt + 6 + 3 * c);
                int tables = u8(from + 2 + 2 * c);
                numbered &= name == c + 1;
                plain = u8(from + 1 + 2 * c) == name
                        && (tables & ~0x33) == 0
                        && (codes >> (tables >> 4) & codes >> 16 + (tables & 0xF) & 1) != 0
                        && u8(frameAt + 8 + 3 * c) <= 3
                        && (quantisers >> u8(frameAt + 8 + 3 * c) & 1) != 0;
            }
            return plain && (jfif || adobe || numbered && u8(frameAt + 7) != 0x11);
        }

        private boolean says(String name, int from) {
            for (int i = 0; i < name.length(); i++) {
                if (u8(from + i) != name.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private int u8(int at) {
            return bytes[at] & 0xFF;
        }

        private int u16(int at) {
            return u8(at) << 8 | u8(at + 1);
        }
    }
}
