package marginlab.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that any number of threads read at any offset. */
final class DiskFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final long size;

    DiskFile(Path path) {
        this.path = path;
        size = RegularFile.size(path);
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw Broken.io(path, e);
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Reads until the buffer is full or the file ends. */
    void fill(ByteBuffer into, long offset) {
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
            throw Broken.io(path, e);
        }
    }

    /** Exactly the bytes from an offset. */
    byte[] read(long offset, int length) {
        if (offset < 0 || offset + length > size) {
            throw Broken.atByte(path, offset, "the end of the file (" + size + " bytes)", length + " more bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        fill(bytes, offset);
        if (bytes.hasRemaining()) {
            throw Broken.atByte(path, offset, "a file that was cut meanwhile", length + " more bytes");
        }
        return bytes.array();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Broken.io(path, e);
        }
    }
}
