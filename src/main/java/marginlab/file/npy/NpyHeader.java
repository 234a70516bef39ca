package marginlab.file.npy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * What the head of a {@code .npy} file says: the type of a number and the shape of the array.
 *
 * @param type NumPy's name of it, little endian: {@code <f4}
 * @param shape {@code [N]} or {@code [N, d]}
 */
public record NpyHeader(String type, List<Long> shape) {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");
    private static final List<String> TYPES = List.of("<f4", "<f8", "<i4", "<i8", "|b1", "|u1");

    public NpyHeader {
        shape = List.copyOf(shape);
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("type " + type + " is not one of " + TYPES);
        }
    }

    static NpyHeader of(String type, long... shape) {
        return new NpyHeader(type, Arrays.stream(shape).boxed().toList());
    }

    /** The length of the first axis. */
    public long rows() {
        return shape.get(0);
    }

    /** Numbers a row: 1 for a list. */
    public long columns() {
        return shape.size() == 1 ? 1 : shape.get(1);
    }

    /** Bytes of one number. */
    public int width() {
        return type.charAt(2) - '0';
    }

    /** Bytes of all numbers. */
    public long bytes() {
        return Math.multiplyExact(Math.multiplyExact(rows(), columns()), width());
    }

    /** The shape as NumPy prints it, {@code (12000, 512)}. */
    String printedShape() {
        String inside = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "(" + inside + (shape.size() == 1 ? ",)" : ")");
    }

    /** Head of a version 1.0 file as NumPy writes it: room for a longer first axis, numbers from a multiple of 64. */
    byte[] print() {
        String text = String.format(
                Locale.ROOT, "{'descr': '%s', 'fortran_order': False, 'shape': %s, }", type, printedShape());
        text += " ".repeat(21 - String.valueOf(rows()).length());
        int head = MAGIC.length + 4;
        int total = (head + text.length() + 1 + 63) / 64 * 64;
        byte[] bytes = new byte[total];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[6] = 1;
        bytes[7] = 0;
        bytes[8] = (byte) (total - head);
        bytes[9] = (byte) ((total - head) >> 8);
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, head, text.length());
        bytes[total - 1] = '\n';
        return bytes;
    }

    /** Reads the dictionary of a head; {@code place} is the file, for the message. */
    static NpyHeader parse(String place, String text) {
        String type = find(place, TYPE, text, "'descr' with a plain type");
        String order = find(place, ORDER, text, "'fortran_order'");
        String dimensions = find(place, SHAPE, text, "'shape'");
        if (order.equals("True")) {
            throw new ProblemException(
                    new Problem(place, "Fortran order", "C order", "save numpy.ascontiguousarray(array) instead"));
        }
        if (!TYPES.contains(type)) {
            throw new ProblemException(new Problem(
                    place, "type " + type, "one of " + String.join(", ", TYPES), "convert with array.astype"));
        }
        List<Long> shape = lengths(place, dimensions);
        if (shape.isEmpty() || shape.size() > 2) {
            throw new ProblemException(
                    new Problem(place, shape.size() + " dimensions: (" + dimensions + ")", "one or two dimensions"));
        }
        if (shape.size() == 2 && (shape.get(1) < 1 || shape.get(1) > Integer.MAX_VALUE)) {
            throw new ProblemException(
                    new Problem(place, "rows of " + shape.get(1) + " numbers", "1 to " + Integer.MAX_VALUE));
        }
        return new NpyHeader(type, shape);
    }

    private static List<Long> lengths(String place, String dimensions) {
        try {
            List<Long> shape = Arrays.stream(dimensions.split(","))
                    .map(String::trim)
                    .filter(part -> !part.isEmpty())
                    .map(Long::valueOf)
                    .toList();
            shape.stream().reduce((long) Long.BYTES, Math::multiplyExact);
            return shape;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new ProblemException(
                    new Problem(place, "the shape (" + dimensions + ")", "whole numbers of an array that can be"), e);
        }
    }

    private static String find(String place, Pattern pattern, String text, String what) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new ProblemException(new Problem(place, "header " + text.strip(), "a NumPy header with " + what));
        }
        return matcher.group(1);
    }
}
