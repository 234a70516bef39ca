package marginlab.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;

/**
 * The values of an array between Java and the engine. Class centres go in pieces: a buffer of Java ends at 2 GB, and what is copied
 * is there twice. The weights of convolutions go whole: after inference MXNet keeps them in a layout of oneDNN, out of which it
 * cannot cut.
 */
public final class ArrayChunks {
    /** Values in a piece. */
    private static final int MOST = 1 << 20;

    private ArrayChunks() {}

    /** Takes pieces in C order. */
    public interface ChunkSink {
        void accept(float[] values) throws IOException;
    }

    /** Fills pieces in C order; a piece may be the array of the one before. */
    public interface ChunkSource {
        void fill(float[] values) throws IOException;
    }

    /** Hands out all values of an array. */
    public static void read(NDArray array, ChunkSink sink) throws IOException {
        if (isOnePiece(array)) {
            sink.accept(array.toFloatArray());
            return;
        }
        long rows = array.getShape().get(0);
        long step = rowsAtOnce(array);
        for (long first = 0; first < rows; first += step) {
            try (NDArray piece = array.get(new NDIndex("{}:{}", first, Math.min(rows, first + step)))) {
                sink.accept(piece.toFloatArray());
            }
        }
    }

    /** Sets all values of an array. */
    public static void write(NDArray array, ChunkSource source) throws IOException {
        if (isOnePiece(array)) {
            float[] values = new float[(int) array.size()];
            source.fill(values);
            HostToEngine.fill(array, values);
            return;
        }
        Shape shape = array.getShape();
        long rows = shape.get(0);
        long step = rowsAtOnce(array);
        float[] values = new float[0];
        for (long first = 0; first < rows; first += step) {
            long count = Math.min(rows, first + step) - first;
            int size = Math.toIntExact(count * (array.size() / rows));
            // One array for all pieces: a hundred megabytes of them would lie in Java's heap before it is collected.
            values = values.length == size ? values : new float[size];
            source.fill(values);
            long[] sides = shape.getShape().clone();
            sides[0] = count;
            try (NDArray piece = HostToEngine.floats(array.getManager(), values, new Shape(sides))) {
                array.set(new NDIndex("{}:{}", first, first + count), piece);
            }
        }
    }

    private static boolean isOnePiece(NDArray array) {
        return array.size() <= MOST || array.getShape().dimension() > 2;
    }

    private static long rowsAtOnce(NDArray array) {
        return Math.max(1, MOST / (array.size() / array.getShape().get(0)));
    }
}
