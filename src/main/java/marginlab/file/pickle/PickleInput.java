package marginlab.file.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import marginlab.file.DiskFile;
import marginlab.problem.FileProblem;

/** The bytes of a pickle from first to last, with a place for every message; what is skipped is not read. */
public final class PickleInput {
    private static final int BUFFER_BYTES = 1 << 14;
    /** A type's code or a name's module; verification files have no other lines. */
    private static final int LONGEST_LINE = 256;

    private final DiskFile file;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    /** File offset of the buffer's first byte. */
    private long base;

    public PickleInput(DiskFile file) {
        this(file, 0);
    }

    /** A pickle that begins at an offset. */
    public PickleInput(DiskFile file, long start) {
        this.file = file;
        this.base = start;
    }

    /** Where the next byte stands in the file. */
    public long position() {
        return base + buffer.position();
    }

    Path path() {
        return file.path();
    }

    int u8() {
        return need(1).get() & 0xFF;
    }

    int u16() {
        return need(2).getShort() & 0xFFFF;
    }

    int i32() {
        return need(4).getInt();
    }

    long i64() {
        return need(8).getLong();
    }

    /** A double as pickle has it: big endian. */
    double f64() {
        return Double.longBitsToDouble(Long.reverseBytes(i64()));
    }

    /** A whole number of up to eight bytes, two's complement. */
    long whole(int bytes) {
        if (bytes > 8) {
            throw broken("a whole number of " + bytes + " bytes", "at most 8");
        }
        long value = 0;
        int shift = 0;
        for (int i = 0; i < bytes; i++, shift += 8) {
            value |= (long) u8() << shift;
        }
        return bytes == 0 || bytes == 8 ? value : value << (64 - shift) >> (64 - shift);
    }

    /** Text up to the end of the line, as protocols 0 to 2 write names. */
    String line() {
        StringBuilder line = new StringBuilder();
        for (int c = u8(); c != '\n'; c = u8()) {
            if (line.length() == LONGEST_LINE) {
                throw broken("a line of more than " + LONGEST_LINE + " bytes", "a name or a number");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    /** Text up to the end of the line that stays in the file, as protocol 0 writes it; {@code str} of Python 2 in its quotes. */
    PickleValue.Bytes line(PickleBytes form) {
        long from = position();
        int first = u8();
        int last = first;
        for (int c = first; c != '\n'; c = u8()) {
            last = c;
        }
        long to = position() - 1;
        if (form != PickleBytes.LITERAL) {
            return bytes(from, to, form);
        }
        if (to - from < 2 || first != last || first != '\'' && first != '"') {
            throw broken("a text without quotes", "a str in quotes, as Python 2 writes it");
        }
        return bytes(from + 1, to - 1, form);
    }

    private PickleValue.Bytes bytes(long from, long to, PickleBytes form) {
        if (to - from > Integer.MAX_VALUE) {
            throw broken("a line of " + (to - from) + " bytes", "an image");
        }
        return new PickleValue.Bytes(from, (int) (to - from), form);
    }

    /** Passes over bytes that stay in the file. */
    PickleValue.Bytes bytes(long length) {
        long from = position();
        if (length < 0 || length > Integer.MAX_VALUE || from + length > file.size()) {
            throw broken("bytes of length " + length + " that end after the file's " + file.size(), "a whole file");
        }
        if (length <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) length);
        } else {
            base = from + length;
            buffer.position(0).limit(0);
        }
        return new PickleValue.Bytes(from, (int) length, PickleBytes.PLAIN);
    }

    /** The content of bytes that were passed over. */
    byte[] content(PickleValue.Bytes bytes, int most) {
        if (bytes.length() > most) {
            throw broken("a name of " + bytes.length() + " bytes", "at most " + most);
        }
        return bytes.read(file);
    }

    RuntimeException broken(String found, String expected) {
        return FileProblem.atByte(file.path(), position(), found, expected);
    }

    private ByteBuffer need(int bytes) {
        if (buffer.remaining() < bytes) {
            base = position();
            buffer.clear();
            file.fill(buffer, base);
            buffer.flip();
            if (buffer.remaining() < bytes) {
                throw broken("the end of the file (" + file.size() + " bytes)", "more of the pickle");
            }
        }
        return buffer;
    }
}
