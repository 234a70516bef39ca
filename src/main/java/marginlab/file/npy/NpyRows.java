package marginlab.file.npy;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * An open {@code .npy} file, read in blocks of rows so that its size does not matter. Reads from several threads do not
 * disturb each other.
 */
public final class NpyRows implements MatrixRows, Closeable {
    /** Such a head has 128 bytes; version 1 can have no more than these. */
    private static final int MOST_HEAD = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final NpyHeader header;
    private final long start;

    private NpyRows(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        ByteBuffer head = bytes(0, 8);
        if (head.limit() < 8 || !Arrays.equals(head.array(), 0, 6, NpyHeader.MAGIC, 0, 6)) {
            throw problem("other first bytes", "a NumPy array: \\x93NUMPY and a version");
        }
        int version = head.get(6);
        if (version < 1 || version > 3) {
            throw problem("NumPy format version " + version, "version 1, 2 or 3");
        }
        int lengthBytes = version == 1 ? 2 : 4;
        ByteBuffer length = bytes(8, lengthBytes);
        if (length.limit() < lengthBytes) {
            throw problem(channel.size() + " bytes", "a whole header");
        }
        long size = version == 1 ? length.getShort() & 0xffff : length.getInt() & 0xffffffffL;
        if (size > MOST_HEAD) {
            throw problem("a header of " + size + " bytes", "a NumPy header of at most " + MOST_HEAD);
        }
        start = 8 + lengthBytes + size;
        if (start > channel.size()) {
            throw problem(channel.size() + " bytes", "a header of " + start + " bytes and the numbers after it");
        }
        String text = StandardCharsets.ISO_8859_1
                .decode(bytes(8 + lengthBytes, (int) size))
                .toString();
        header = NpyHeader.parse(file.toString(), text);
        if (channel.size() - start != header.bytes()) {
            throw problem(
                    channel.size() - start + " bytes of numbers",
                    header.bytes() + " for shape " + header.printedShape() + " of " + header.type());
        }
    }

    /** Opens a file and checks its head and length. */
    public static NpyRows open(Path file) {
        if (Files.isDirectory(file)) {
            throw new ProblemException(new Problem(file.toString(), "a folder", "a NumPy array"));
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            return new NpyRows(file, channel);
        } catch (NoSuchFileException e) {
            throw new ProblemException(new Problem(file.toString(), "no such file", "a NumPy array"), e);
        } catch (IOException e) {
            throw closing(channel, FileProblem.io(file, e));
        } catch (RuntimeException e) {
            throw closing(channel, e);
        }
    }

    private static RuntimeException closing(FileChannel channel, RuntimeException cause) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
        return cause;
    }

    public NpyHeader header() {
        return header;
    }

    public Path file() {
        return file;
    }

    /** Refuses another type or number of dimensions: {@code expect("<f4", 2, "float32 [N, d]")}. */
    NpyRows expect(String types, int dimensions, String expected) {
        if (!types.contains(header.type()) || header.shape().size() != dimensions) {
            throw problem(header.type() + " of shape " + header.printedShape(), expected);
        }
        return this;
    }

    /** The numbers of some rows as they are in the file, little endian, ready to be read. */
    ByteBuffer block(long firstRow, int count) {
        long width = header.columns() * header.width();
        if (firstRow < 0 || count < 0 || firstRow + count > header.rows() || count * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "rows " + firstRow + " + " + count + " of " + header.rows() + ": " + count * width + " bytes");
        }
        try {
            ByteBuffer block = bytes(start + firstRow * width, (int) (count * width));
            if (block.limit() < count * width) {
                throw problem("an end before row " + (firstRow + count), header.rows() + " rows");
            }
            return block;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Opens a float32 matrix. */
    public static NpyRows openFloats(Path file) {
        NpyRows rows = open(file);
        try {
            return rows.expect("<f4", 2, "float32 [N, d]: save array.astype('float32')");
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    @Override
    public long rows() {
        return header.rows();
    }

    @Override
    public int dimension() {
        return Math.toIntExact(header.columns());
    }

    @Override
    public void read(long firstRow, int count, float[] into) {
        block(firstRow, count).asFloatBuffer().get(into, 0, Math.toIntExact(count * header.columns()));
    }

    private ByteBuffer bytes(long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        long at = position;
        while (buffer.hasRemaining()) {
            int got = channel.read(buffer, at);
            if (got < 0) {
                break;
            }
            at += got;
        }
        return buffer.flip();
    }

    private ProblemException problem(String found, String expected) {
        return new ProblemException(new Problem(file.toString(), found, expected));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
