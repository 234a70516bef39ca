package marginlab.image.decode;

/**
 * Stretches RGB images of one size to a square: each axis on its own, area means when it shrinks, linear interpolation between
 * pixel centres when it grows.
 */
public final class ImageResizer {
    private final int width;
    private final int height;
    private final int side;
    private final Axis across;
    private final Axis down;
    private final float[] rows;

    public ImageResizer(int width, int height, int side) {
        this.width = width;
        this.height = height;
        this.side = side;
        across = new Axis(width, side);
        down = new Axis(height, side);
        rows = new float[3 * side * height];
    }

    boolean fits(int otherWidth, int otherHeight) {
        return width == otherWidth && height == otherHeight;
    }

    /** From {@code [height, width, 3]} to {@code [side, side, 3]}. */
    public void resize(byte[] from, byte[] to) {
        for (int y = 0; y < height; y++) {
            shrinkRow(from, 3 * width * y, 3 * side * y);
        }
        int line = 3 * side;
        float[] sum = new float[line];
        for (int y = 0; y < side; y++) {
            java.util.Arrays.fill(sum, 0.5f);
            float[] weights = down.weights[y];
            for (int k = 0; k < weights.length; k++) {
                int source = line * (down.first[y] + k);
                float weight = weights[k];
                for (int x = 0; x < line; x++) {
                    sum[x] += weight * rows[source + x];
                }
            }
            for (int x = 0; x < line; x++) {
                to[line * y + x] = (byte) (int) sum[x];
            }
        }
    }

    private void shrinkRow(byte[] from, int source, int target) {
        for (int x = 0; x < side; x++) {
            float[] weights = across.weights[x];
            int at = source + 3 * across.first[x];
            float r = 0;
            float g = 0;
            float b = 0;
            for (float weight : weights) {
                r += weight * (from[at] & 0xFF);
                g += weight * (from[at + 1] & 0xFF);
                b += weight * (from[at + 2] & 0xFF);
                at += 3;
            }
            rows[target + 3 * x] = r;
            rows[target + 3 * x + 1] = g;
            rows[target + 3 * x + 2] = b;
        }
    }

    /** Which source pixels a target pixel is made of, and how much of each. */
    private static final class Axis {
        private final int[] first;
        private final float[][] weights;

        Axis(int from, int to) {
            first = new int[to];
            weights = new float[to][];
            double scale = (double) from / to;
            for (int i = 0; i < to; i++) {
                if (scale > 1) {
                    area(i, i * scale, Math.min(from, (i + 1) * scale), from);
                } else {
                    linear(i, (i + 0.5) * scale - 0.5, from);
                }
            }
        }

        private void area(int i, double begin, double end, int from) {
            int low = (int) Math.floor(begin);
            int high = Math.min(from, (int) Math.ceil(end - 1e-9));
            first[i] = low;
            weights[i] = new float[high - low];
            for (int k = low; k < high; k++) {
                weights[i][k - low] = (float) ((Math.min(end, k + 1) - Math.max(begin, k)) / (end - begin));
            }
        }

        private void linear(int i, double centre, int from) {
            double at = Math.min(Math.max(0, centre), from - 1);
            int low = Math.min((int) at, Math.max(0, from - 2));
            first[i] = low;
            weights[i] = from == 1 ? new float[] {1} : new float[] {(float) (1 - (at - low)), (float) (at - low)};
        }
    }
}
