package marginlab.image.augment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;

/** Eight-bit pixels to the floats of a network, plane by plane: {@code (x - 127.5) / 128} unless it wants them otherwise. */
public final class PixelNormalizer {
    private static final int LEVELS = 256;
    private static final int COLOURS = 3;
    private static final float[][] TRAINED = tables(PixelScale.CENTRED_128);

    private final InputSize size;
    private final ColourOrder order;
    private final float[][] tables;
    private final float[] planes;

    public PixelNormalizer(int side) {
        this(ImageForm.trained(side));
    }

    /** Pixels as a network takes them. */
    public PixelNormalizer(ImageForm form) {
        size = form.size();
        order = form.colour();
        tables = form.pixels().equals(PixelScale.CENTRED_128) ? TRAINED : tables(form.pixels());
        planes = new float[COLOURS * size.height() * size.width()];
    }

    /** What each level of each colour becomes. */
    private static float[][] tables(PixelScale scale) {
        float[][] tables = new float[COLOURS][LEVELS];
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int x = 0; x < LEVELS; x++) {
                tables[colour][x] = scale.of(colour, x);
            }
        }
        return tables;
    }

    /** Room for images outside the Java heap, where the engine copies from at once. */
    public static FloatBuffer room(int images, int side) {
        return room(images, InputSize.square(side));
    }

    public static FloatBuffer room(int images, InputSize size) {
        return ByteBuffer.allocateDirect(
                        Math.multiplyExact(images, Float.BYTES * COLOURS * size.height() * size.width()))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /**
     * Puts {@code [height, height, 3]} bytes as {@code [3, height, width]} floats at image {@code slot}, mirrored or not; of a
     * network whose images are narrower, the columns in the middle.
     */
    public void put(byte[] rgb, boolean mirrored, FloatBuffer images, int slot) {
        int side = size.height();
        int width = size.width();
        int plane = side * width;
        int red = plane * order.plane(0);
        int green = plane;
        int blue = plane * order.plane(2);
        int left = (side - width) / 2;
        for (int y = 0; y < side; y++) {
            int to = mirrored ? y * width + width - 1 : y * width;
            int step = mirrored ? -1 : 1;
            int first = COLOURS * (y * side + left);
            for (int from = first; from < first + COLOURS * width; from += COLOURS) {
                planes[red + to] = tables[0][rgb[from] & 0xFF];
                planes[green + to] = tables[1][rgb[from + 1] & 0xFF];
                planes[blue + to] = tables[2][rgb[from + 2] & 0xFF];
                to += step;
            }
        }
        images.put(slot * planes.length, planes);
    }
}
