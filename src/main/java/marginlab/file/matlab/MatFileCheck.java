package marginlab.file.matlab;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import marginlab.file.RegularFile;
import marginlab.problem.FileProblem;

/**
 * Looks through a MATLAB file (level 5) before it is read: nothing in it may unpack, nest or claim to hold more than its bytes can,
 * so that reading it takes memory in proportion to its size.
 */
public final class MatFileCheck {
    private static final String EXPECTED = "a MATLAB file of level 5 with splits of pairs";
    private static final int HEADER_BYTES = 128;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int TAG_BYTES = 8;

    // Classes of arrays; objects, sparse arrays and functions have no place in splits.
    private static final int CELL = 1;
    private static final int STRUCTURE = 2;
    private static final int CHARACTERS = 4;
    private static final int FIRST_NUMBERS = 6;
    private static final int LAST_NUMBERS = 15;

    private static final int MOST_FIELDS = 1024;
    private static final int DEEPEST = 8;
    /** The splits of AgeDB-30, ten times 600 pairs, unpack to some 2 MB. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Path file;
    private int bytesLeft = MOST_BYTES;

    private MatFileCheck(Path file) {
        this.file = file;
    }

    /** The bytes of a file; refused where it is no MATLAB file of that kind, or would not fit into memory. */
    public static byte[] read(Path file) {
        MatFileCheck guard = new MatFileCheck(file);
        byte[] bytes = RegularFile.read(file, MOST_BYTES, EXPECTED + " of at most");
        if (bytes.length < HEADER_BYTES) {
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
        return bytes;
    }

    private void elements(ByteBuffer data, int depth) throws DataFormatException {
        if (depth > DEEPEST) {
            throw broken("arrays nested deeper than " + DEEPEST);
        }
        while (data.remaining() >= TAG_BYTES) {
            MatElement element = next(data);
            if (element.type == COMPRESSED) {
                elements(inflated(element.content), depth + 1);
            } else if (element.type == MATRIX && element.content.hasRemaining()) {
                matrix(element.content, depth + 1);
            }
        }
    }

    /** An element: {@code type, bytes} and content up to a multiple of 8, or all of it in 8 bytes. */
    private MatElement next(ByteBuffer data) {
        int type = data.getInt();
        int few = type >>> 16;
        int length = few == 0 ? data.getInt() : few;
        int room = few == 0 ? data.remaining() : Math.min(TAG_BYTES / 2, data.remaining());
        if (length < 0 || length > room) {
            throw broken("an element of " + Integer.toUnsignedString(length) + " bytes in " + room);
        }
        ByteBuffer content = data.slice(data.position(), length).order(data.order());
        int padded = few != 0 ? room : type == COMPRESSED ? length : (int) Math.min((length + 7L) & ~7L, room);
        data.position(data.position() + padded);
        return new MatElement(type & 0xFFFF, content);
    }

    /** Flags, dimensions, name, then content, which holds no fewer elements than the dimensions say. */
    private void matrix(ByteBuffer data, int depth) throws DataFormatException {
        int kind = next(data).content.getInt() & 0xFF;
        if (kind != CELL && kind != STRUCTURE && kind != CHARACTERS && (kind < FIRST_NUMBERS || kind > LAST_NUMBERS)) {
            throw broken("an array of class " + kind);
        }
        ByteBuffer dimensions = next(data).content;
        next(data);
        long elements = 1;
        while (dimensions.hasRemaining()) {
            elements = product(elements, dimensions.getInt(), data.capacity());
        }
        if (kind == STRUCTURE) {
            int longest = next(data).content.getInt();
            int fields = next(data).content.capacity() / Math.max(1, longest);
            if (fields > MOST_FIELDS) {
                throw broken("a structure of " + fields + " fields");
            }
            elements = product(elements, fields, data.capacity());
        }
        if (kind == STRUCTURE || kind == CELL) {
            product(elements, TAG_BYTES, data.remaining());
        }
        elements(data, depth);
    }

    private long product(long elements, int size, int bytes) {
        if (size < 0 || elements * size > bytes) {
            throw broken("an array of more elements than its " + bytes + " bytes hold");
        }
        return elements * size;
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
        return FileProblem.at(file.toString(), found, EXPECTED);
    }

    private record MatElement(int type, ByteBuffer content) {}
}
