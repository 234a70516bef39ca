package marginlab.image.align;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import marginlab.image.decode.RgbImage;

/**
 * A picture seen through a similarity: bilinear, black where the picture ends.
 *
 * <p>The three channels of a pixel lie in one {@code long}, 21 bits each, so that four products blend all of them: weights are
 * whole 8192ths that add up to 8192, and {@code 255 * 8193 + 4096 < 2^21}. A blend differs from the exact one by less than 0.1
 * of a grey level before it is rounded.
 */
final class ImageWarp {
    private static final int WEIGHT_BITS = 13;
    private static final int ONE = 1 << WEIGHT_BITS;
    private static final int LANE = 21;
    private static final long HALVES = (ONE / 2) * (1L | 1L << LANE | 1L << 2 * LANE);
    /** Bits of a coordinate behind its point. */
    private static final int FRACTION_BITS = 32;

    private static final double UNIT = 1L << FRACTION_BITS;
    /** Pixels of the picture for one of the square. */
    private static final double MOST_STEP = 1 << 16;
    /** Two neighbours and two bytes of what comes after them. */
    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle PIXEL = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] from;
    private final int width;
    private final int height;
    private final SimilarityTransform back;
    private final int side;

    // Where the part of the picture that is seen begins; coordinates are rounded from there.
    private final int left;
    private final int top;

    /**
     * The part of a picture that a square shows.
     *
     * @param back from pixels of the square to those of the picture
     * @param side of the square
     */
    ImageWarp(RgbImage picture, SimilarityTransform back, int side) {
        this.from = picture.rgb();
        this.width = picture.width();
        this.height = picture.height();
        this.back = back;
        this.side = side;
        int last = side - 1;
        left = bound(back.s() + last * (Math.min(0, back.a()) + Math.min(0, -back.b())), width);
        top = bound(back.t() + last * (Math.min(0, back.b()) + Math.min(0, back.a())), height);
    }

    /** The pixel before a coordinate, at most one beyond the picture: what lies farther is black as well. */
    private static int bound(double coordinate, int length) {
        return (int) Math.max(-1, Math.min(length, Math.floor(coordinate)));
    }

    /** The square, {@code [side, side, 3]}. */
    byte[] square() {
        byte[] rgb = new byte[3 * side * side];
        if (Double.isFinite(back.a() + back.b() + back.s() + back.t())) {
            for (int v = 0; v < side; v++) {
                row(v, rgb);
            }
        }
        return rgb;
    }

    private void row(int v, byte[] rgb) {
        long x = fixed(back.s() - back.b() * v - left) + ((long) left << FRACTION_BITS);
        long y = fixed(back.t() + back.a() * v - top) + ((long) top << FRACTION_BITS);
        long stepX = Math.round(back.a() * UNIT);
        long stepY = Math.round(back.b() * UNIT);
        // What lies well inside the picture is one piece of the row; four bytes are written for three, but not beyond
        // the end.
        int first = isTame() ? 0 : side;
        while (first < side && !isInside(x + first * stepX, y + first * stepY)) {
            first++;
        }
        int end = side - 1;
        while (end > first && !isInside(x + (end - 1) * stepX, y + (end - 1) * stepY)) {
            end--;
        }
        edge(0, first, v, x, y, rgb);
        inside(first, end, v, x, y, rgb);
        edge(Math.max(first, end), side, v, x, y, rgb);
    }

    /** Whether coordinates grow or shrink all along a row, and do not run over. */
    private boolean isTame() {
        return Math.abs(back.a()) < MOST_STEP && Math.abs(back.b()) < MOST_STEP;
    }

    /** Whether the pixels around a place and a few bytes more are there. */
    private boolean isInside(long x, long y) {
        return x >= 0 && y >= 0 && x >> FRACTION_BITS < width - 1 && y >> FRACTION_BITS < height - 2;
    }

    private void inside(int begin, int end, int v, long startX, long startY, byte[] rgb) {
        long stepX = Math.round(back.a() * UNIT);
        long stepY = Math.round(back.b() * UNIT);
        long x = startX + begin * stepX;
        long y = startY + begin * stepY;
        int line = 3 * width;
        int to = 3 * (side * v + begin);
        for (int u = begin; u < end; u++, to += 3, x += stepX, y += stepY) {
            int at = (int) (y >> FRACTION_BITS) * line + 3 * (int) (x >> FRACTION_BITS);
            long upper = (long) PAIR.get(from, at);
            long lower = (long) PAIR.get(from, at + line);
            long sum = blend(first(upper), second(upper), first(lower), second(lower), weight(x), weight(y));
            PIXEL.set(
                    rgb,
                    to,
                    (int) (sum >> WEIGHT_BITS) & 0xFF
                            | (int) (sum >> LANE + WEIGHT_BITS - 8) & 0xFF00
                            | (int) (sum >> 2 * LANE + WEIGHT_BITS - 16) & 0xFF0000);
        }
    }

    private void edge(int begin, int end, int v, long startX, long startY, byte[] rgb) {
        for (int u = begin; u < end; u++) {
            long x = startX + u * Math.round(back.a() * UNIT);
            long y = startY + u * Math.round(back.b() * UNIT);
            long column = x >> FRACTION_BITS;
            long row = y >> FRACTION_BITS;
            long sum = blend(
                    pixel(column, row),
                    pixel(column + 1, row),
                    pixel(column, row + 1),
                    pixel(column + 1, row + 1),
                    weight(x),
                    weight(y));
            int to = 3 * (side * v + u);
            rgb[to] = (byte) (sum >> WEIGHT_BITS);
            rgb[to + 1] = (byte) (sum >> LANE + WEIGHT_BITS);
            rgb[to + 2] = (byte) (sum >> 2 * LANE + WEIGHT_BITS);
        }
    }

    /** Of the pixels to the right of a place, or below it. */
    private static int weight(long coordinate) {
        return (int) (coordinate >> FRACTION_BITS - WEIGHT_BITS) & ONE - 1;
    }

    private static long blend(long here, long next, long below, long beyond, int right, int down) {
        int both = right * down + ONE / 2 >> WEIGHT_BITS;
        return HALVES
                + here * (ONE - right - down + both)
                + next * (right - both)
                + below * (down - both)
                + beyond * both;
    }

    private long pixel(long x, long y) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return 0;
        }
        int at = 3 * (int) (y * width + x);
        return from[at] & 0xFFL | (from[at + 1] & 0xFFL) << LANE | (from[at + 2] & 0xFFL) << 2 * LANE;
    }

    /** The lanes of the pixel in the lowest three bytes. */
    private static long first(long pair) {
        return pair & 0xFF | (pair & 0xFF00) << LANE - 8 | (pair & 0xFF0000) << 2 * LANE - 16;
    }

    /** The lanes of the pixel in the three bytes after those. */
    private static long second(long pair) {
        return pair >>> 24 & 0xFF | (pair & 0xFFL << 32) >>> 32 - LANE | (pair & 0xFFL << 40) << 2 * LANE - 40;
    }

    /** A coordinate to the nearest step of a weight; what is far outside stays there. */
    private static long fixed(double coordinate) {
        double far = 1L << 29;
        return Math.round(Math.max(-far, Math.min(far, coordinate)) * UNIT) + (1L << FRACTION_BITS - WEIGHT_BITS - 1);
    }
}
