package marginlab.data;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks through a MATLAB file (level 5) before it is read: nothing in it may unpack, nest or claim to hold more than its bytes can,
 * so that reading it takes memory in proportion to its size.
 */
final class MatGuard {
    private static final int HEADER_BYTES = 128;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int CELL = 1;
    private static final int OPAQUE = 17;
    private static final int DEEPEST = 8;
    /** The splits of AgeDB-30, ten times 600 pairs, unpack to some 2 MB. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Path file;
    private int bytesLeft = MOST_BYTES;

    private MatGuard(Path file) {
        this.file = file;
    }

    /** Refuses what is no MATLAB file of that kind, or would not fit into memory. */
    static void check(Path file, byte[] bytes) {
        MatGuard guard = new MatGuard(file);
        if (bytes.length < HEADER_BYTES || bytes.length > MOST_BYTES) {
            throw guard.broken("a file of " + bytes.length + " bytes");
        }
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int mark = all.getShort(HEADER_BYTES - 2);
        if (mark == ('I' << 8 | 'M')) {
            all.order(ByteOrder.BIG_ENDIAN);
        } else if (mark != ('M' << 8 | 'I')) {
            throw guard.broken("no mark 'IM' or 'MI' at byte 126: MATLAB's save has -v7 for this form");
        }
        all.position(HEADER_BYTES);
        try {
            guard.elements(all, 0);
        } catch (BufferUnderflowException | IllegalArgumentException | DataFormatException e) {
            throw guard.broken("an element that ends after the file");
        }
    }

    /** Elements one after another: {@code type, bytes} and content up to a multiple of 8, or both in 8 bytes. */
    private void elements(ByteBuffer data, int depth) throws DataFormatException {
        while (data.remaining() >= 8) {
            int type = data.getInt();
            if (type >>> 16 != 0) {
                data.position(data.position() + 4);
                continue;
            }
            int length = data.getInt();
            if (length < 0 || length > data.remaining()) {
                throw broken("an element of " + Integer.toUnsignedString(length) + " bytes in " + data.remaining());
            }
            ByteBuffer content = data.slice(data.position(), length).order(data.order());
            if (type == COMPRESSED) {
                elements(inflated(content), depth);
            } else if (type == MATRIX && length > 0) {
                matrix(content, depth + 1);
            }
            int padded = type == COMPRESSED ? length : (int) Math.min((length + 7L) & ~7L, data.remaining());
            data.position(data.position() + padded);
        }
    }

    /** Flags, dimensions, name, then content: no more elements than bytes. */
    private void matrix(ByteBuffer data, int depth) throws DataFormatException {
        if (depth > DEEPEST) {
            throw broken("arrays nested deeper than " + DEEPEST);
        }
        data.position(8);
        int kind = data.getInt() & 0xFF;
        data.position(16);
        if (kind == OPAQUE) {
            throw broken("an object of a MATLAB class");
        }
        data.getInt();
        int dimensions = data.getInt() / 4;
        long elements = 1;
        for (int i = 0; i < dimensions; i++) {
            int size = data.getInt();
            if (size < 0 || (elements *= size) > data.capacity()) {
                throw broken("an array of more elements than its " + data.capacity() + " bytes hold");
            }
        }
        if (kind >= CELL && kind <= 3) {
            data.position((data.position() + 7) & ~7);
            elements(data, depth);
        }
    }

    private ByteBuffer inflated(ByteBuffer packed) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                bytesLeft -= n;
                if (bytesLeft < 0) {
                    throw broken("what unpacks to more than " + MOST_BYTES + " bytes");
                }
                out.write(buffer, 0, n);
            }
            return ByteBuffer.wrap(out.toByteArray()).order(packed.order());
        } finally {
            inflater.end();
        }
    }

    private RuntimeException broken(String found) {
        return Broken.at(file.toString(), found, "a MATLAB file of level 5 with splits of pairs");
    }
}
