package marginlab.network.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import marginlab.engine.ArrayChunks;

/**
 * One array in a {@link SafetensorsFile}, whose values are read when they are asked for.
 *
 * @param file where they are
 * @param start byte of the first
 * @param shape sizes of its dimensions
 */
public record StoredTensor(Path file, long start, long[] shape) {
    private static final int PIECE = 1 << 22;

    /** Number of values. */
    public long size() {
        long size = 1;
        for (long side : shape) {
            size = Math.multiplyExact(size, side);
        }
        return size;
    }

    /** All values at once, at most 2^31 of them. */
    public float[] values() throws IOException {
        float[] values = new float[Math.toIntExact(size())];
        source().fill(values);
        return values;
    }

    /** The values in C order, from the first. */
    public ArrayChunks.ChunkSource source() {
        long[] next = {start};
        return values -> {
            read(next[0], values);
            next[0] += (long) Float.BYTES * values.length;
        };
    }

    private void read(long position, float[] values) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(position);
            ByteBuffer piece = ByteBuffer.allocate(Float.BYTES * Math.min(values.length, PIECE))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int first = 0; first < values.length; first += PIECE) {
                int count = Math.min(values.length - first, PIECE);
                piece.clear().limit(Float.BYTES * count);
                while (piece.hasRemaining()) {
                    if (channel.read(piece) < 0) {
                        throw new IOException(file + " ends before its values");
                    }
                }
                piece.flip().asFloatBuffer().get(values, first, count);
            }
        }
    }
}
