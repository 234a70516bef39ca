package marginlab.file.npy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A float32 matrix {@code [N, d]} that is written row by row, so that it need not fit into memory. The file is there once
 * {@link #finish} has found all rows written.
 */
public final class NpyWriter implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 20;

    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private final long rows;
    private final int dimension;
    private long written;

    public NpyWriter(Path file, long rows, int dimension) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.rows = rows;
        this.dimension = dimension;
        buffer = ByteBuffer.allocate(Math.max(BLOCK_BYTES, Float.BYTES * dimension))
                .order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
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
        try {
            channel.close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void flush() {
        try {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("cannot write " + file, e);
    }

    /** What was not finished leaves nothing behind. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
