package marginlab.synthetic;

import static marginlab.synthetic.FaceMaths.height;
import static marginlab.synthetic.FaceMaths.mix;

/**
 * Smooth noise in [-1, 1] over the plane, one random height a unit square; one a thread. The spots of a picture follow each other
 * closely, so the heights around the last one are kept.
 */
final class FaceNoise {
    private final int key;
    private int column = Integer.MIN_VALUE;
    private int row = Integer.MIN_VALUE;
    private float here;
    private float next;
    private float above;
    private float beyond;

    FaceNoise(int key) {
        this.key = key;
    }

    float at(float x, float y) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        if (ix != column || iy != row) {
            move(ix, iy);
        }
        float fx = x - ix;
        float fy = y - iy;
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        return mix(mix(here, next, fx), mix(above, beyond, fx), fy);
    }

    private void move(int x, int y) {
        column = x;
        row = y;
        here = height(x, y, key);
        next = height(x + 1, y, key);
        above = height(x, y + 1, key);
        beyond = height(x + 1, y + 1, key);
    }
}
