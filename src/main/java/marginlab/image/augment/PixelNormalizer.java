package marginlab.image.augment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Eight-bit pixels to the floats of a network, {@code (x - 127.5) / 128}, plane by plane. */
public final class PixelNormalizer {
    private static final float[] NORMALISED = new float[256];

    static {
        for (int x = 0; x < 256; x++) {
            NORMALISED[x] = (x - 127.5f) * 0.0078125f;
        }
    }

    private final int side;
    private final float[] planes;

    public PixelNormalizer(int side) {
        this.side = side;
        planes = new float[3 * side * side];
    }

    /** Room for images outside the Java heap, where the engine copies from at once. */
    public static FloatBuffer room(int images, int side) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(images, 12 * side * side))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Puts {@code [side, side, 3]} bytes as {@code [3, side, side]} floats at image {@code slot}, mirrored or not. */
    public void put(byte[] rgb, boolean mirrored, FloatBuffer images, int slot) {
        int plane = side * side;
        for (int y = 0; y < side; y++) {
            int row = y * side;
            int to = mirrored ? row + side - 1 : row;
            int step = mirrored ? -1 : 1;
            for (int from = 3 * row; from < 3 * (row + side); from += 3) {
                planes[to] = NORMALISED[rgb[from] & 0xFF];
                planes[plane + to] = NORMALISED[rgb[from + 1] & 0xFF];
                planes[2 * plane + to] = NORMALISED[rgb[from + 2] & 0xFF];
                to += step;
            }
        }
        images.put(slot * planes.length, planes);
    }
}
