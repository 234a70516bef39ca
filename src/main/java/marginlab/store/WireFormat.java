package marginlab.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.api.ErrorCode;

/**
 * The values that a reader and an owner send each other: absent, texts, whole numbers, reals, and lists of those. Nothing
 * else can be said, so that whoever is at the other end can make this one do nothing but read values.
 */
final class WireFormat {
    /** Grows with the questions. */
    private static final int QUESTIONS = 1;

    /** Said first by the owner; it changes with the questions and with how values are sent. */
    static final int GREETING = 0x6d6c0000 + (QUESTIONS << 8) + StoreSchema.NEWEST;

    /** In place of a question: to replace the tags and the note of a run, with its id, a list of tags, and the note. */
    static final String ANNOTATE = "ANNOTATE";

    static final byte ROW = 1;
    static final byte END = 2;
    static final byte FAILED = 3;

    private static final byte ABSENT = 0;
    private static final byte INT = 1;
    private static final byte LONG = 2;
    private static final byte DOUBLE = 3;
    private static final byte TEXT = 4;
    private static final byte LIST = 5;

    private static final int LONGEST_TEXT = 4 << 20; // H2 keeps 2^20 characters, of three bytes at most
    private static final int LONGEST_LIST = 10_000_000;
    private static final int MOST_VALUES = 32;
    private static final int ROOM = 16; // of a list whose length is only said so far

    /** Bytes that Java takes, from above: for an array with what holds it, for a number with its place, and for a text. */
    private static final int OF_ARRAY = 96;

    private static final int OF_VALUE = 32;
    private static final int OF_TEXT = 64;

    private WireFormat() {}

    static void write(DataOutputStream out, Object[] values) throws IOException {
        out.writeInt(values.length);
        for (Object value : values) {
            write(out, value);
        }
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        if (value == null) {
            out.writeByte(ABSENT);
        } else if (value instanceof Integer number) {
            out.writeByte(INT);
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeByte(TEXT);
            out.writeInt(bytes.length);
            out.write(bytes);
        } else if (value instanceof Object[] list) {
            out.writeByte(LIST);
            out.writeInt(list.length);
            for (Object element : list) {
                write(out, element);
            }
        } else {
            throw new IllegalArgumentException("a value that is not sent: " + value.getClass());
        }
    }

    /** @throws ProtocolException where it is nothing that is written here, or more than is allowed */
    static Object[] read(DataInputStream in, Allowance allowance) throws IOException {
        allowance.take(OF_ARRAY);
        int count = bounded(in.readInt(), MOST_VALUES);
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = read(in, true, allowance);
        }
        return values;
    }

    private static Object read(DataInputStream in, boolean mayBeList, Allowance allowance) throws IOException {
        allowance.take(OF_VALUE);
        byte kind = in.readByte();
        switch (kind) {
            case ABSENT:
                return null;
            case INT:
                return in.readInt();
            case LONG:
                return in.readLong();
            case DOUBLE:
                return in.readDouble();
            case TEXT:
                return text(in, allowance);
            case LIST:
                if (mayBeList) {
                    return list(in, allowance);
                }
                throw new ProtocolException("a list within a list");
            default:
                throw new ProtocolException("a value of kind " + kind);
        }
    }

    private static String text(DataInputStream in, Allowance allowance) throws IOException {
        int length = bounded(in.readInt(), LONGEST_TEXT);
        allowance.take(OF_TEXT + (long) length);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Object[] list(DataInputStream in, Allowance allowance) throws IOException {
        allowance.take(OF_ARRAY);
        int length = bounded(in.readInt(), LONGEST_LIST);
        List<Object> values = new ArrayList<>(Math.min(length, ROOM));
        for (int i = 0; i < length; i++) {
            values.add(read(in, false, allowance));
        }
        return values.toArray();
    }

    private static int bounded(int length, int most) throws IOException {
        if (length < 0 || length > most) {
            throw new ProtocolException("a length of " + length);
        }
        return length;
    }

    static <T> List<T> listOf(Object[] values, Class<T> type) throws SQLException {
        List<T> list = new ArrayList<>(values == null ? 0 : values.length);
        for (Object value : values == null ? new Object[0] : values) {
            if (!type.isInstance(value)) {
                throw unexpected("an answer with a list that is not as it was asked for");
            }
            list.add(type.cast(value));
        }
        return List.copyOf(list);
    }

    static SQLException unexpected(String what) {
        return new SQLException(what, "22000", ErrorCode.DATA_CONVERSION_ERROR_1);
    }
}
