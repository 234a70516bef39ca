package marginlab.file.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import marginlab.file.DiskFile;

/**
 * One array of numbers in a file, in C order and little endian, whose values are read when they are asked for.
 *
 * @param file where they are
 * @param start byte of the first
 * @param shape sizes of its dimensions; none for a scalar
 * @param element what one number is
 */
public record StoredArray(Path file, long start, long[] shape, Element element) {
    private static final int PIECE = 1 << 20;

    /** Number of values. */
    public long size() {
        long size = 1;
        for (long side : shape) {
            size = Math.multiplyExact(size, side);
        }
        return size;
    }

    /** Fills an array with the values from a place on, as float32. */
    public void read(long first, float[] values) {
        try (DiskFile disk = new DiskFile(file)) {
            ByteBuffer piece = ByteBuffer.allocate(element.bytes() * Math.max(1, Math.min(values.length, PIECE)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int done = 0; done < values.length; ) {
                int count = Math.min(values.length - done, PIECE);
                piece.clear().limit(element.bytes() * count);
                disk.fill(piece, start + element.bytes() * (first + done));
                if (piece.hasRemaining()) {
                    throw new IllegalStateException(file + " ends before its values");
                }
                piece.flip();
                for (int i = 0; i < count; i++) {
                    values[done + i] = element.next(piece);
                }
                done += count;
            }
        }
    }

    /** All values, at most 2^31 of them. */
    public float[] values() {
        float[] values = new float[Math.toIntExact(size())];
        read(0, values);
        return values;
    }
}
