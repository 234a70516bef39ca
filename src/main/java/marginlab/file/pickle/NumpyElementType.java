package marginlab.file.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The element type of a numpy array or scalar: a truth value, a whole number or a real one of up to eight bytes. Its code comes
 * first, {@code i8}; the order of the bytes follows as a state.
 */
public final class NumpyElementType implements PickleValue {
    private static final Pattern CODE = Pattern.compile("([<>|=]?)(b1|\\?|[iu][1248]|f[48])");

    private final String code;
    private final char kind;
    private final int bytes;
    private boolean isBigEndian;

    private NumpyElementType(String code, char kind, int bytes, boolean isBigEndian) {
        this.code = code;
        this.kind = kind;
        this.bytes = bytes;
        this.isBigEndian = isBigEndian;
    }

    /** The type of a code, or one of no use under its name. */
    static NumpyElementType of(String code) {
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches()) {
            return new NumpyElementType(code, 'V', 0, false);
        }
        String name = matcher.group(2).equals("?") ? "b1" : matcher.group(2);
        return new NumpyElementType(
                code, name.charAt(0), name.charAt(1) - '0', matcher.group(1).equals(">"));
    }

    /** As the state of the type says it. */
    void order(String order) {
        isBigEndian = order.equals(">");
    }

    String code() {
        return code;
    }

    /** Whether elements are Python's objects, {@code O8}. */
    boolean isOfObjects() {
        return code.startsWith("O") || code.startsWith("|O");
    }

    /** Bytes of an element; 0 for a type that a verification file has no use for. */
    public int bytes() {
        return bytes;
    }

    /** Whether an element is a byte of an image. */
    public boolean isByte() {
        return bytes == 1;
    }

    /** The element at an offset. */
    public PickleValue read(byte[] content, int at) {
        ByteBuffer in =
                ByteBuffer.wrap(content, at, bytes).order(isBigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (kind == 'f') {
            return new PickleValue.Real(bytes == 4 ? in.getFloat() : in.getDouble());
        }
        long whole = switch (bytes) {
            case 1 -> in.get();
            case 2 -> in.getShort();
            case 4 -> in.getInt();
            default -> in.getLong();
        };
        return kind == 'b' ? new PickleValue.Flag(whole != 0) : new PickleValue.Whole(whole);
    }
}
