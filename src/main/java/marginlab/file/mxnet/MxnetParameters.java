package marginlab.file.mxnet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.file.RegularFile;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * MXNet's {@code .params}: a list of named arrays (src/ndarray/ndarray.cc, {@code NDArray::Save}, versions 1 to 3 and the
 * one before them). Little endian: 0x112, 0, the number of arrays, the arrays, the number of names, the names. Dense
 * arrays of float16, float32 and float64 are read, and become float32.
 */
public final class MxnetParameters {
    private static final long LIST = 0x112;
    private static final int V1 = 0xF993FAC8;
    private static final int V2 = 0xF993FAC9;
    private static final int V3 = 0xF993FACA;
    private static final int CPU = 1;
    private static final int FLOAT32 = 0;
    private static final int FLOAT64 = 1;
    private static final int FLOAT16 = 2;

    private static final int MOST_ARRAYS = 100_000;
    private static final int MOST_DIMENSIONS = 8;
    private static final int LONGEST_NAME = 1024;
    private static final long LARGEST = Integer.MAX_VALUE;
    private static final String WHOLE = "the parameters of an MXNet network (.params), whole";

    private final Path file;
    private final ByteBuffer bytes;
    private final List<Integer> places = new ArrayList<>();

    private MxnetParameters(Path file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether a file begins as one of these. */
    public static boolean isMeant(byte[] start) {
        return start.length >= Long.BYTES
                && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong() == LIST;
    }

    /**
     * The arrays of a file, by name, in its order.
     *
     * @throws ProblemException where it is cut, or no such file, or holds what is no dense array of floats
     */
    public static Map<String, MxnetArray> read(Path file) {
        RegularFile.check(file, LARGEST, "parameters in at most so many bytes:");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw FileProblem.at(file.toString(), "an empty file", WHOLE);
            }
            return new MxnetParameters(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, size)).all();
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
    }

    private Map<String, MxnetArray> all() {
        if (wide("the mark of the format") != LIST) {
            throw problem(0, "another format", WHOLE);
        }
        wide("a reserved number");
        int count = count("arrays", MOST_ARRAYS);
        List<long[]> shapes = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(bytes.position());
            array(shapes, values);
        }
        int at = bytes.position();
        if (count("names", MOST_ARRAYS) != count) {
            throw problem(at, "another number of names", count + ", one for each array");
        }
        Map<String, MxnetArray> arrays = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String full = name();
            boolean auxiliary = full.startsWith("aux:");
            String name = auxiliary || full.startsWith("arg:") ? full.substring(4) : full;
            if (arrays.put(name, new MxnetArray(name, auxiliary, shapes.get(i), values.get(i))) != null) {
                throw problem(places.get(i), "a second array called " + name, "each name once");
            }
        }
        if (bytes.hasRemaining()) {
            throw problem(bytes.position(), bytes.remaining() + " bytes after the last name", "the end");
        }
        return arrays;
    }

    private void array(List<long[]> shapes, List<float[]> values) {
        int start = bytes.position();
        int mark = number("the version of an array");
        if ((mark == V2 || mark == V3) && number("a storage type") != 0) {
            throw problem(start, "a sparse array", "dense ones, as networks for faces have");
        }
        long[] shape = mark == V1 || mark == V2 || mark == V3 ? shape(start) : narrowShape(start, mark);
        int device = number("a device");
        number("the number of the device");
        int type = number("a type");
        if (device < CPU || device > 3) {
            throw problem(start, "a device of kind " + device, "CPU or GPU");
        }
        int width = switch (type) {
            case FLOAT32 -> Float.BYTES;
            case FLOAT64 -> Double.BYTES;
            case FLOAT16 -> Short.BYTES;
            default -> throw problem(start, "values of type " + type, "float16, float32 or float64");
        };
        long size = size(shape, start);
        if (size * width > bytes.remaining()) {
            throw problem(
                    start,
                    "the end of the file " + bytes.remaining() + " bytes after the head of an array",
                    size * width + " bytes of its values; the file is cut");
        }
        float[] floats = new float[(int) size];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = switch (type) {
                case FLOAT32 -> bytes.getFloat();
                case FLOAT64 -> (float) bytes.getDouble();
                default -> half(bytes.getShort());
            };
        }
        shapes.add(shape);
        values.add(floats);
    }

    private long[] shape(int start) {
        long[] shape = new long[dimensions(start, number("a number of dimensions"))];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = wide("a size");
        }
        return shape;
    }

    /** Before version 1 an array began with its number of dimensions. */
    private long[] narrowShape(int start, int dimensions) {
        long[] shape = new long[dimensions(start, dimensions)];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Integer.toUnsignedLong(number("a size"));
        }
        return shape;
    }

    private int dimensions(int start, int found) {
        if (found < 1 || found > MOST_DIMENSIONS) {
            throw problem(
                    start, "an array of " + Integer.toUnsignedLong(found) + " dimensions", "1 to " + MOST_DIMENSIONS);
        }
        return found;
    }

    private long size(long[] shape, int start) {
        long size = 1;
        for (long one : shape) {
            if (one < 1 || one > LARGEST || size * one > LARGEST) {
                throw problem(start, "an array of " + one + " in a dimension", "sizes of at least 1 that fit the file");
            }
            size *= one;
        }
        return size;
    }

    private String name() {
        int length = count("letters of a name", LONGEST_NAME);
        need(length, "a name");
        byte[] name = new byte[length];
        bytes.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private int count(String what, int most) {
        int at = bytes.position();
        long count = wide("the number of " + what);
        if (count < 0 || count > most) {
            throw problem(at, Long.toUnsignedString(count) + " " + what, "at most " + most);
        }
        return (int) count;
    }

    private int number(String what) {
        need(Integer.BYTES, what);
        return bytes.getInt();
    }

    private long wide(String what) {
        need(Long.BYTES, what);
        return bytes.getLong();
    }

    private void need(int size, String what) {
        if (bytes.remaining() < size) {
            throw problem(bytes.position(), "the end of the file", what + "; the file is cut");
        }
    }

    private ProblemException problem(int at, String found, String expected) {
        return new ProblemException(new Problem(file + " at byte " + at, found, expected));
    }

    /** IEEE 754 binary16, which Java 17 does not know. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size;
        if (exponent == 0) {
            size = fraction * 0x1p-24f;
        } else if (exponent == 0x1F) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            size = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        }
        return bits < 0 ? -size : size;
    }

    /** Writes arrays as float32 on the processor, in the version that MXNet 1 reads. */
    public static void write(Path file, Collection<MxnetArray> arrays) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
            out.write(room(24).putLong(LIST).putLong(0).putLong(arrays.size()).array());
            for (MxnetArray array : arrays) {
                ByteBuffer head = room(4 * 6 + 8 * array.shape().length);
                head.putInt(V2).putInt(0).putInt(array.shape().length);
                for (long size : array.shape()) {
                    head.putLong(size);
                }
                out.write(head.putInt(CPU).putInt(0).putInt(FLOAT32).array());
                ByteBuffer values = room(Math.multiplyExact(Float.BYTES, array.values().length));
                values.asFloatBuffer().put(array.values());
                out.write(values.array());
            }
            out.write(room(8).putLong(arrays.size()).array());
            for (MxnetArray array : arrays) {
                byte[] name = array.fullName().getBytes(StandardCharsets.UTF_8);
                out.write(room(8).putLong(name.length).array());
                out.write(name);
            }
        } catch (IOException e) {
            throw FileProblem.unwritable(file, e);
        }
    }

    private static ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
