package marginlab.synthetic;

/** The soft shapes that faces are drawn with: sums, products and roots alone, so that every machine draws the same. */
final class FaceMaths {
    private FaceMaths() {}

    static float clamp(float value) {
        return value < 0 ? 0 : Math.min(value, 1);
    }

    static float mix(float from, float to, float share) {
        return from + (to - from) * share;
    }

    /** 0 up to {@code low}, 1 from {@code high}, smooth between. */
    static float rise(float low, float high, float value) {
        float t = clamp((value - low) / (high - low));
        return t * t * (3 - 2 * t);
    }

    /** 1 in the middle, 0 from a distance of 1; the argument is the squared distance. */
    static float bump(float squared) {
        return squared >= 1 ? 0 : (1 - squared) * (1 - squared);
    }

    /** A bump over an ellipse around (cx, cy) with the half-axes rx and ry. */
    static float bump(float x, float y, float cx, float cy, float rx, float ry) {
        float ox = x - cx;
        float oy = y - cy;
        // Most spots lie outside: no division for them.
        if (ox >= rx || -ox >= rx || oy >= ry || -oy >= ry) {
            return 0;
        }
        float dx = ox / rx;
        float dy = oy / ry;
        return bump(dx * dx + dy * dy);
    }

    /** A soft stroke from (ax, ay) to (bx, by), 1 on the line, 0 at {@code width} from it. */
    static float stroke(float x, float y, float ax, float ay, float bx, float by, float width) {
        // As with a bump; a little beyond its width, for what is computed is rounded.
        float reach = 1.01f * width;
        if (x > Math.max(ax, bx) + reach
                || x < Math.min(ax, bx) - reach
                || y > Math.max(ay, by) + reach
                || y < Math.min(ay, by) - reach) {
            return 0;
        }
        float dx = bx - ax;
        float dy = by - ay;
        float t = clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy));
        float ox = x - ax - t * dx;
        float oy = y - ay - t * dy;
        return bump((ox * ox + oy * oy) / (width * width));
    }

    /** Smooth noise in [-1, 1] over the plane, one random height a unit square. */
    static float noise(float x, float y, int key) {
        return new FaceNoise(key).at(x, y);
    }

    /** A random number in [-1, 1) for a point of the grid. */
    static float height(int x, int y, int key) {
        int h = x * 0x27D4EB2D + y * 0x165667B1 + key * 0x9E3779B1;
        h = (h ^ h >>> 15) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return (h ^ h >>> 16) * 0x1p-31f;
    }
}
