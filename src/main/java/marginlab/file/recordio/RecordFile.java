package marginlab.file.recordio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import marginlab.file.DiskFile;
import marginlab.problem.FileProblem;

/**
 * A file of records as dmlc-core writes it, read at any offset.
 *
 * <p>A record is one or more chunks {@code u32 magic, u32 (part << 29 | length), bytes, zeros up to a multiple of 4}. Where
 * the content holds the magic at an aligned offset the writer leaves it out and starts another chunk there.
 */
public final class RecordFile implements AutoCloseable {
    static final int MAGIC = 0xCED7230A;
    static final int LENGTH_BITS = 29;
    static final int MOST_BYTES = (1 << LENGTH_BITS) - 1;

    /** The parts of a record that is cut at its magics. */
    static final int WHOLE = 0;

    static final int FIRST = 1;
    static final int MIDDLE = 2;
    static final int LAST = 3;

    private static final int HEADER_BYTES = 8;
    /** One read usually gets a whole record: a 112-pixel JPEG has 3 to 10 KB. */
    private static final int FIRST_READ = 16 * 1024;

    /** A record of a face has some KB; what claims more is broken, and must not take the heap. */
    private static final int LIMIT = 64 * 1024 * 1024;

    /** An image has the magic in it once in a million times; each part is a read of its own. */
    private static final int MOST_PARTS = 1 << 16;

    private static final ThreadLocal<ByteBuffer> WINDOW =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(FIRST_READ).order(ByteOrder.LITTLE_ENDIAN));

    private final DiskFile file;
    private final Path path;
    private final long size;

    public RecordFile(Path path) {
        this.path = path;
        file = new DiskFile(path);
        size = file.size();
    }

    public Path path() {
        return path;
    }

    public long size() {
        return size;
    }

    /** The content of the record that begins at an offset. */
    public byte[] read(long offset) {
        RecordPart chunk = chunk(offset, LIMIT);
        if (chunk.part == WHOLE) {
            return chunk.data;
        }
        if (chunk.part != FIRST) {
            throw FileProblem.atByte(path, offset, "part " + chunk.part + " of a record", "the beginning of one");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(2 * chunk.data.length + 4);
        whole.writeBytes(chunk.data);
        for (int part = 1; chunk.part != LAST; part++) {
            requireFew(part, offset);
            chunk = chunk(chunk.next, LIMIT - whole.size());
            if (chunk.part != MIDDLE && chunk.part != LAST) {
                throw FileProblem.atByte(
                        path, chunk.offset, "part " + chunk.part, "the next part of the record at " + offset);
            }
            whole.writeBytes(new byte[] {0x0A, 0x23, (byte) 0xD7, (byte) 0xCE});
            whole.writeBytes(chunk.data);
        }
        return whole.toByteArray();
    }

    /** The first bytes of a record, at most {@code most}, without reading all of it. */
    public byte[] start(long offset, int most) {
        ByteBuffer window = window(offset, HEADER_BYTES + most);
        int length = length(offset, window, MOST_BYTES);
        byte[] bytes = new byte[Math.min(Math.min(most, length), window.remaining())];
        window.get(bytes);
        return bytes;
    }

    /** The bytes of a record whose first part is all of it; of another the bytes of that part. */
    public int length(long offset) {
        return length(offset, window(offset, HEADER_BYTES), MOST_BYTES);
    }

    /** The offset of the record after the one that begins at an offset. */
    public long next(long offset) {
        long at = offset;
        for (int parts = 1; ; parts++) {
            requireFew(parts, offset);
            ByteBuffer window = window(at, HEADER_BYTES);
            int part = window.getInt(4) >>> LENGTH_BITS;
            int length = length(at, window, MOST_BYTES);
            at += HEADER_BYTES + padded(length);
            if (part == WHOLE || part == LAST) {
                return at;
            }
        }
    }

    private void requireFew(int parts, long offset) {
        if (parts > MOST_PARTS) {
            throw FileProblem.atByte(path, offset, "a record of more than " + MOST_PARTS + " parts", "an image");
        }
    }

    static long padded(long length) {
        return (length + 3) & ~3L;
    }

    private RecordPart chunk(long offset, int limit) {
        ByteBuffer window = window(offset, FIRST_READ);
        int part = window.limit() < HEADER_BYTES ? WHOLE : window.getInt(4) >>> LENGTH_BITS;
        int length = length(offset, window, limit);
        byte[] data = new byte[length];
        int there = Math.min(length, window.remaining());
        window.get(data, 0, there);
        if (there < length) {
            ByteBuffer rest = ByteBuffer.wrap(data, there, length - there);
            file.fill(rest, offset + HEADER_BYTES + there);
            if (rest.hasRemaining()) {
                throw FileProblem.atByte(
                        path, offset, "a file that was cut meanwhile", "a record of " + length + " bytes");
            }
        }
        return new RecordPart(part, offset, data, offset + HEADER_BYTES + padded(length));
    }

    /** Checks the header of a chunk, moves the window past it and gives the length of the content. */
    private int length(long offset, ByteBuffer window, int limit) {
        if (window.remaining() < HEADER_BYTES) {
            throw FileProblem.atByte(path, offset, "the end of the file (" + size + " bytes)", "a record");
        }
        int magic = window.getInt();
        if (magic != MAGIC) {
            throw FileProblem.atByte(
                    path,
                    offset,
                    "the bytes " + hex(magic),
                    "0a23d7ce, the start of a record: the index belongs to another file, or the file is damaged");
        }
        int length = window.getInt() & MOST_BYTES;
        if (offset + HEADER_BYTES + length > size) {
            throw FileProblem.atByte(
                    path,
                    offset,
                    "a record of " + length + " bytes that ends after the file's " + size,
                    "a whole file");
        }
        if (length > limit) {
            throw FileProblem.atByte(path, offset, "a record of " + length + " bytes", "an image of at most " + LIMIT);
        }
        return length;
    }

    private ByteBuffer window(long offset, int bytes) {
        if (offset < 0 || offset >= size) {
            throw FileProblem.atByte(path, offset, "the end of the file (" + size + " bytes)", "a record");
        }
        ByteBuffer window = WINDOW.get();
        window.clear().limit(Math.min(bytes, window.capacity()));
        file.fill(window, offset);
        return window.flip();
    }

    private static String hex(int littleEndian) {
        return String.format(java.util.Locale.ROOT, "%08x", Integer.reverseBytes(littleEndian));
    }

    @Override
    public void close() {
        file.close();
    }

    private record RecordPart(int part, long offset, byte[] data, long next) {}
}
