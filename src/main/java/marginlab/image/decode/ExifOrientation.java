package marginlab.image.decode;

/**
 * What a camera wrote into a photo, of which only the orientation matters: the side that was up. It is a small TIFF file: byte
 * order, the place of a table, and in the table twelve bytes an entry.
 */
final class ExifOrientation {
    /** As it is stored. */
    static final int UPRIGHT = 1;

    private static final byte[] NAME = {'E', 'x', 'i', 'f', 0, 0};
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY = 12;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final boolean isLittle;

    private ExifOrientation(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.isLittle = bytes[from] == 'I';
    }

    /** Whether a segment begins as one with this content, after which the TIFF file follows. */
    static boolean isNamed(byte[] bytes, int from, int to) {
        if (to - from < NAME.length) {
            return false;
        }
        for (int i = 0; i < NAME.length; i++) {
            if (bytes[from + i] != NAME[i]) {
                return false;
            }
        }
        return true;
    }

    /** The orientation from 1 to 8, {@link #UPRIGHT} where none is told; the name may stand in front or not. */
    static int orientation(byte[] bytes, int from, int to) {
        int start = isNamed(bytes, from, to) ? from + NAME.length : from;
        if (to - start < 8 || bytes[start] != bytes[start + 1] || bytes[start] != 'I' && bytes[start] != 'M') {
            return UPRIGHT;
        }
        return new ExifOrientation(bytes, start, to).orientation();
    }

    private int orientation() {
        long table = u32(4);
        if (u16(2) != 42 || table < 8 || table + 2 > to - from) {
            return UPRIGHT;
        }
        int entries = Math.min(u16((int) table), (int) (to - from - table - 2) / ENTRY);
        for (int i = 0; i < entries; i++) {
            int entry = (int) table + 2 + ENTRY * i;
            int type = u16(entry + 2);
            if (u16(entry) == ORIENTATION && (type == SHORT || type == LONG)) {
                long value = type == SHORT ? u16(entry + 8) : u32(entry + 8);
                return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private int u16(int at) {
        int first = bytes[from + at] & 0xFF;
        int second = bytes[from + at + 1] & 0xFF;
        return isLittle ? second << 8 | first : first << 8 | second;
    }

    private long u32(int at) {
        long first = u16(at);
        long second = u16(at + 2);
        return isLittle ? second << 16 | first : first << 16 | second;
    }
}
