package marginlab.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import marginlab.problem.FileProblem;

/** A file that any number of threads read at any offset. */
public final class DiskFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final long size;

    public DiskFile(Path path) {
        this.path = path;
        size = RegularFile.size(path);
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw FileProblem.io(path, e);
        }
    }

    public Path path() {
        return path;
    }

    public long size() {
        return size;
    }

    /** Reads until the buffer is full or the file ends. */
    public void fill(ByteBuffer into, long offset) {
        long at = offset;
        try {
            while (into.hasRemaining()) {
                int n = channel.read(into, at);
                if (n < 0) {
                    return;
                }
                at += n;
            }
        } catch (IOException e) {
            throw FileProblem.io(path, e);
        }
    }

    /** Exactly the bytes from an offset. */
    public byte[] read(long offset, int length) {
        if (offset < 0 || offset + length > size) {
            throw FileProblem.atByte(path, offset, "the end of the file (" + size + " bytes)", length + " more bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        fill(bytes, offset);
        if (bytes.hasRemaining()) {
            throw FileProblem.atByte(path, offset, "a file that was cut meanwhile", length + " more bytes");
        }
        return bytes.array();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileProblem.io(path, e);
        }
    }
}
