package marginlab.file.mxnet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginlab.file.DiskFile;
import marginlab.file.array.Element;
import marginlab.file.array.StoredArray;
import marginlab.problem.FileProblem;

/**
 * MXNet's list of named arrays, as {@code mx.nd.save} writes it: a magic number, how many arrays there are, the arrays, how many
 * names, the names. All four forms of an array that MXNet has written are read, dense ones only.
 */
public final class ParamsFile {
    /** The first eight bytes, little endian. */
    public static final long MAGIC = 0x112;

    private static final int FIRST_FORM = 0xF993FAC8;
    private static final int SECOND_FORM = 0xF993FAC9;
    private static final int THIRD_FORM = 0xF993FACA;
    private static final int DENSE = 0;
    private static final int MOST_ARRAYS = 100_000;
    private static final int MOST_DIMENSIONS = 8;
    private static final int LONGEST_NAME = 4096;

    private final DiskFile file;
    private long at;

    private ParamsFile(DiskFile file) {
        this.file = file;
    }

    /** The arrays of a file in its order, by their names with {@code arg:} and {@code aux:}. */
    public static Map<String, StoredArray> read(Path path) {
        try (DiskFile file = new DiskFile(path)) {
            return new ParamsFile(file).read();
        }
    }

    private Map<String, StoredArray> read() {
        long magic = int64("a magic number");
        if (magic != MAGIC) {
            throw problem(0, String.format(Locale.ROOT, "the magic number 0x%x", magic), "0x112, as MXNet writes it");
        }
        int64("a number that is kept free");
        int count = count(int64("how many arrays there are"), MOST_ARRAYS, "arrays");
        List<StoredArray> arrays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arrays.add(array(i));
        }
        long start = at;
        int names = count(int64("how many names there are"), MOST_ARRAYS, "names");
        if (names != count) {
            throw problem(start, names + " names", "one for each of " + count + " arrays");
        }
        Map<String, StoredArray> named = new LinkedHashMap<>();
        for (StoredArray array : arrays) {
            long from = at;
            int length = count(int64("the length of a name"), LONGEST_NAME, "bytes of a name");
            String name = new String(bytes(length, "a name"), StandardCharsets.UTF_8);
            if (named.put(name, array) != null) {
                throw problem(from, "the name '" + name + "' a second time", "names that differ");
            }
        }
        return named;
    }

    private StoredArray array(int index) {
        long start = at;
        int form = int32("the form of an array");
        long[] shape;
        if (form == SECOND_FORM || form == THIRD_FORM) {
            int storage = int32("how an array is stored");
            if (storage != DENSE) {
                throw problem(start, "array " + index + ", which is sparse", "a dense one");
            }
            shape = shape(int32("dimensions"), true);
        } else if (form == FIRST_FORM) {
            shape = shape(int32("dimensions"), true);
        } else {
            shape = shape(form, false);
        }
        if (shape.length == 0) {
            throw problem(start, "array " + index + ", which has no values", "a shape and its values");
        }
        bytes(2 * Integer.BYTES, "the device of an array");
        int type = int32("the type of an array");
        Element element = switch (type) {
            case 0 -> Element.FLOAT32;
            case 1 -> Element.FLOAT64;
            case 2 -> Element.FLOAT16;
            case 6 -> Element.INT64;
            default -> throw problem(start, "array " + index + " of type " + type, "0 (float32), 1, 2 or 6");
        };
        double size = element.bytes();
        for (long side : shape) {
            size *= side;
        }
        if (size > file.size() - at) {
            throw problem(
                    start,
                    String.format(Locale.ROOT, "array %d of %.0f bytes", index, size),
                    "at most the " + (file.size() - at) + " that follow; the file may have been cut");
        }
        StoredArray array = new StoredArray(file.path(), at, shape, element);
        at += (long) size;
        return array;
    }

    private long[] shape(int dimensions, boolean isLong) {
        long start = at;
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
            throw problem(start, dimensions + " dimensions of an array", "at most " + MOST_DIMENSIONS);
        }
        long[] shape = new long[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shape[i] = isLong ? int64("a side") : Integer.toUnsignedLong(int32("a side"));
            if (shape[i] < 1) {
                throw problem(start, "an array with a side of " + shape[i], "sides of at least 1");
            }
        }
        return shape;
    }

    private int count(long found, int most, String what) {
        if (found < 0 || found > most) {
            throw problem(at, Long.toUnsignedString(found) + " " + what, "at most " + most);
        }
        return (int) found;
    }

    private int int32(String what) {
        return little(Integer.BYTES, what).getInt();
    }

    private long int64(String what) {
        return little(Long.BYTES, what).getLong();
    }

    private ByteBuffer little(int count, String what) {
        return ByteBuffer.wrap(bytes(count, what)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] bytes(int count, String what) {
        if (at + count > file.size()) {
            throw problem(at, "the end of the file (" + file.size() + " bytes)", what);
        }
        byte[] bytes = file.read(at, count);
        at += count;
        return bytes;
    }

    private RuntimeException problem(long offset, String found, String expected) {
        return FileProblem.at(file.path() + " at byte " + offset, found, expected);
    }
}
