package marginlab.file.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import marginlab.file.AtomicFile;

/**
 * A float32 matrix {@code [N, d]} that is written row by row, so that it need not fit into memory. The file is there once
 * {@link #finish} has found all rows written.
 */
public final class NpyWriter implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 20;

    private final AtomicFile out;
    private final ByteBuffer buffer;
    private final long rows;
    private final int dimension;
    private long written;

    public NpyWriter(Path file, long rows, int dimension) {
        this.rows = rows;
        this.dimension = dimension;
        buffer = ByteBuffer.allocate(Math.max(BLOCK_BYTES, Float.BYTES * dimension))
                .order(ByteOrder.LITTLE_ENDIAN);
        out = new AtomicFile(file);
        buffer.put(NpyHeader.of("<f4", rows, dimension).print());
    }

    /** Adds a row {@code [d]}. */
    public void add(float[] row) {
        if (row.length != dimension || written == rows) {
            throw new IllegalArgumentException(
                    "row " + written + " of " + row.length + " numbers in " + rows + " rows of " + dimension);
        }
        if (buffer.remaining() < Float.BYTES * dimension) {
            flush();
        }
        buffer.asFloatBuffer().put(row);
        buffer.position(buffer.position() + Float.BYTES * dimension);
        written++;
    }

    /** Puts the file in its place. */
    public void finish() {
        if (written != rows) {
            throw new IllegalStateException(written + " of " + rows + " rows written");
        }
        flush();
        out.finish();
        out.move();
    }

    private void flush() {
        out.write(buffer.flip());
        buffer.clear();
    }

    /** What was not finished leaves nothing behind. */
    @Override
    public void close() {
        out.close();
    }
}
