package marginlab.data;

/**
 * The tables in a JPEG that its first scan is decoded with. A decoder that lacks one takes what the image before has left, and the
 * pixels depend on the order of the images.
 */
final class JpegTables {
    private final byte[] bytes;
    /** A bit each for tables that were there. */
    private int quantisers;

    private int codes;
    private int frame;
    private int frameAt;

    private JpegTables(byte[] jpeg) {
        bytes = jpeg;
    }

    /** Which table is not there; null where none is missing, or the segments are so damaged that a decoder will say so. */
    static String missing(byte[] jpeg) {
        try {
            return new JpegTables(jpeg).missing();
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    private String missing() {
        int at = 2;
        while (true) {
            int marker = u16(at);
            if (marker == 0xFFFF) {
                at++;
                continue;
            }
            int from = at + 4;
            int end = at + 2 + u16(at + 2);
            if (marker == 0xFFDA) {
                return frameAt == 0 ? null : missing(from);
            } else if (marker == 0xFFDB) {
                for (int table = from; table < end; table += u8(table) > 15 ? 129 : 65) {
                    quantisers |= 1 << (u8(table) & 15);
                }
            } else if (marker == 0xFFC4) {
                codes(from, end);
            } else if (marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC8 && marker != 0xFFCC) {
                frame = marker;
                frameAt = from;
            }
            at = end;
        }
    }

    private void codes(int from, int end) {
        int at = from;
        while (at < end) {
            codes |= 1 << (u8(at) & 31);
            int symbols = 0;
            for (int length = 1; length <= 16; length++) {
                symbols += u8(at + length);
            }
            at += 17 + symbols;
        }
    }

    private String missing(int scanAt) {
        boolean huffman = frame < 0xFFC9;
        boolean progressive = (frame & 3) == 2;
        int count = u8(scanAt);
        for (int i = 0; i < count; i++) {
            int tables = u8(scanAt + 2 + 2 * i);
            int quantiser = quantiser(u8(scanAt + 1 + 2 * i));
            if ((quantisers >> quantiser & 1) == 0) {
                return "without its quantisation table " + quantiser;
            }
            if (huffman && (codes >> (tables >> 4) & 1) == 0
                    || huffman && !progressive && (codes >> 16 + (tables & 15) & 1) == 0) {
                return "without the Huffman tables of its component " + (i + 1);
            }
        }
        return null;
    }

    private int quantiser(int component) {
        for (int i = 0; i < u8(frameAt + 5); i++) {
            if (u8(frameAt + 6 + 3 * i) == component) {
                return u8(frameAt + 8 + 3 * i) & 15;
            }
        }
        return 0;
    }

    private int u8(int at) {
        return bytes[at] & 0xFF;
    }

    private int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }
}
