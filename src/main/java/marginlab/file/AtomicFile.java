package marginlab.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import marginlab.problem.FileProblem;

/** A file that is written beside its place as {@code NAME.part} and stands there only once it is whole. */
public final class AtomicFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream out;
    private long written;
    private boolean moved;

    public AtomicFile(Path target) {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        try {
            if (target.toAbsolutePath().getParent() != null) {
                Files.createDirectories(target.toAbsolutePath().getParent());
            }
            channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
        out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    /** Writes a text in UTF-8, whole or not at all. */
    public static void write(Path target, String text) {
        try (AtomicFile file = new AtomicFile(target)) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
            file.finish();
            file.move();
        }
    }

    /** How many bytes have been written: the offset of the next one. */
    public long offset() {
        return written;
    }

    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    public void write(byte[] bytes, int from, int count) {
        try {
            out.write(bytes, from, count);
            written += count;
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Writes what remains of a buffer. */
    public void write(ByteBuffer buffer) {
        try {
            out.flush();
            while (buffer.hasRemaining()) {
                written += channel.write(buffer);
            }
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    public void write(int oneByte) {
        try {
            out.write(oneByte);
            written++;
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Overwrites what was written at an offset. */
    public void patch(byte[] bytes, long offset) {
        try {
            out.flush();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, offset + buffer.position());
            }
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Brings everything to the disk; the file still has its other name. */
    public void finish() {
        try {
            out.flush();
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Gives the finished file its name, in one step. */
    public void move() {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            moved = true;
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Drops what was written unless it has been moved to its place. */
    @Override
    public void close() {
        if (moved) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }
}
