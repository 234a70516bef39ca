package marginlab.data;

/**
 * A picture seen through a similarity: bilinear, black where the picture ends.
 *
 * <p>The three channels of a pixel lie in one {@code long}, 21 bits each, so that four products blend all of them: weights are
 * whole 8192ths that add up to 8192, and {@code 255 * 8193 + 4096 < 2^21}. A blend differs from the exact one by less than 0.1
 * of a grey level before it is rounded.
 */
final class Warp {
    private static final int WEIGHT_BITS = 13;
    private static final int ONE = 1 << WEIGHT_BITS;
    private static final int LANE = 21;
    private static final long HALVES = (ONE / 2) * (1L | 1L << LANE | 1L << 2 * LANE);
    /** Bits of a coordinate behind its point. */
    private static final int FRACTION_BITS = 32;

    private static final double UNIT = 1L << FRACTION_BITS;
    /** Of the part that is seen, for each pixel of the square; of a larger part only what is blended is taken apart. */
    private static final int MOST_PIXELS = 8;

    private final Picture picture;
    private final Similarity back;
    private final int side;

    // The part of the picture that is seen, with a margin for pixels to the right and below and for rounding.
    private final int left;
    private final int top;
    private final int columns;
    private final int rows;

    /**
     * The part of a picture that a square shows.
     *
     * @param back from pixels of the square to those of the picture
     * @param side of the square
     */
    Warp(Picture picture, Similarity back, int side) {
        this.picture = picture;
        this.back = back;
        this.side = side;
        int last = side - 1;
        left = bound(back.s() + last * (Math.min(0, back.a()) + Math.min(0, -back.b())), picture.width());
        top = bound(back.t() + last * (Math.min(0, back.b()) + Math.min(0, back.a())), picture.height());
        columns = 3 + bound(back.s() + last * (Math.max(0, back.a()) + Math.max(0, -back.b())), picture.width()) - left;
        rows = 3 + bound(back.t() + last * (Math.max(0, back.b()) + Math.max(0, back.a())), picture.height()) - top;
    }

    /** The pixel before a coordinate, at most one beyond the picture: what lies farther is black as well. */
    private static int bound(double coordinate, int length) {
        return (int) Math.max(-1, Math.min(length, Math.floor(coordinate)));
    }

    /** The square, {@code [side, side, 3]}. */
    byte[] square() {
        if (!Double.isFinite(back.a() + back.b() + back.s() + back.t())) {
            return new byte[3 * side * side];
        }
        long[] lanes = (long) columns * rows > (long) MOST_PIXELS * side * side ? null : lanes();
        byte[] rgb = new byte[3 * side * side];
        for (int v = 0; v < side; v++) {
            row(lanes, v, rgb);
        }
        return rgb;
    }

    private void row(long[] lanes, int v, byte[] rgb) {
        long x = fixed(back.s() - back.b() * v - left);
        long y = fixed(back.t() + back.a() * v - top);
        long stepX = Math.round(back.a() * UNIT);
        long stepY = Math.round(back.b() * UNIT);
        int to = 3 * side * v;
        for (int u = 0; u < side; u++, to += 3, x += stepX, y += stepY) {
            long column = x >> FRACTION_BITS;
            long line = y >> FRACTION_BITS;
            if (column < 0 || line < 0 || column >= columns - 1 || line >= rows - 1) {
                continue;
            }
            int right = (int) (x >> FRACTION_BITS - WEIGHT_BITS) & ONE - 1;
            int down = (int) (y >> FRACTION_BITS - WEIGHT_BITS) & ONE - 1;
            long sum = lanes == null
                    ? scattered((int) column + left, (int) line + top, right, down)
                    : dense(lanes, (int) line * columns + (int) column, right, down);
            rgb[to] = (byte) (sum >> 2 * LANE + WEIGHT_BITS);
            rgb[to + 1] = (byte) (sum >> LANE + WEIGHT_BITS);
            rgb[to + 2] = (byte) (sum >> WEIGHT_BITS);
        }
    }

    private long dense(long[] lanes, int at, int right, int down) {
        return blend(lanes[at], lanes[at + 1], lanes[at + columns], lanes[at + columns + 1], right, down);
    }

    private long scattered(int x, int y, int right, int down) {
        return blend(pixel(x, y), pixel(x + 1, y), pixel(x, y + 1), pixel(x + 1, y + 1), right, down);
    }

    private static long blend(long here, long next, long below, long beyond, int right, int down) {
        int both = right * down + ONE / 2 >> WEIGHT_BITS;
        return HALVES
                + here * (ONE - right - down + both)
                + next * (right - both)
                + below * (down - both)
                + beyond * both;
    }

    private long pixel(int x, int y) {
        boolean outside = x < 0 || y < 0 || x >= picture.width() || y >= picture.height();
        return outside ? 0 : lanes(picture.rgb(), 3 * (y * picture.width() + x));
    }

    private static long lanes(byte[] rgb, int at) {
        return (rgb[at] & 0xFFL) << 2 * LANE | (rgb[at + 1] & 0xFFL) << LANE | rgb[at + 2] & 0xFFL;
    }

    /** A coordinate to the nearest step of a weight; what is far outside stays there. */
    private static long fixed(double coordinate) {
        double far = 1L << 29;
        return Math.round(Math.max(-far, Math.min(far, coordinate)) * UNIT) + (1L << FRACTION_BITS - WEIGHT_BITS - 1);
    }

    /** The pixels of the part that is seen; zero beyond the picture. */
    private long[] lanes() {
        long[] lanes = new long[columns * rows];
        byte[] from = picture.rgb();
        int begin = Math.max(0, left);
        int end = Math.min(picture.width(), left + columns);
        for (int y = Math.max(0, top); y < Math.min(picture.height(), top + rows); y++) {
            int at = 3 * (y * picture.width() + begin);
            int to = (y - top) * columns + begin - left;
            for (int x = begin; x < end; x++, at += 3, to++) {
                lanes[to] = lanes(from, at);
            }
        }
        return lanes;
    }
}
