package marginlab.file.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import marginlab.file.AtomicFile;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Whole NumPy arrays, {@code .npy}: read and written, little endian, C order, of one or two dimensions. A file is complete
 * or not there: it is written beside its place and moved. Arrays too large for memory are read with {@link NpyRows}.
 */
public final class Npy {
    private static final int BLOCK_BYTES = 1 << 20;

    private Npy() {}

    /** A float32 matrix {@code [N, d]}. */
    public static float[][] floatRows(Path file) {
        try (NpyRows rows = NpyRows.openFloats(file)) {
            int columns = Math.toIntExact(rows.header().columns());
            float[][] array = new float[Math.toIntExact(rows.header().rows())][columns];
            blocks(rows, (block, first, count) -> {
                for (int row = first; row < first + count; row++) {
                    block.asFloatBuffer().get(array[row]);
                    block.position(block.position() + 4 * columns);
                }
            });
            return array;
        }
    }

    /** A float64 list {@code [N]}. */
    public static double[] doubles(Path file) {
        try (NpyRows rows = NpyRows.open(file).expect("<f8", 1, "float64 [N]")) {
            double[] array = new double[Math.toIntExact(rows.header().rows())];
            blocks(rows, (block, first, count) -> block.asDoubleBuffer().get(array, first, count));
            return array;
        }
    }

    /** A float32 list {@code [N]}. */
    public static float[] floats(Path file) {
        try (NpyRows rows = NpyRows.open(file).expect("<f4", 1, "float32 [N]")) {
            float[] array = new float[Math.toIntExact(rows.header().rows())];
            blocks(rows, (block, first, count) -> block.asFloatBuffer().get(array, first, count));
            return array;
        }
    }

    /** Writes a float32 list. */
    public static void write(Path file, float[] values) {
        write(
                file,
                NpyHeader.of("<f4", values.length),
                values.length,
                4,
                (buffer, i) -> buffer.putFloat(values[(int) i]));
    }

    /** A bool or uint8 list {@code [N]} of zeros and ones. */
    public static boolean[] booleans(Path file) {
        try (NpyRows rows = NpyRows.open(file).expect("|b1 |u1", 1, "bool or uint8 [N]")) {
            boolean[] array = new boolean[Math.toIntExact(rows.header().rows())];
            blocks(rows, (block, first, count) -> {
                for (int i = first; i < first + count; i++) {
                    byte value = block.get();
                    if (value != 0 && value != 1) {
                        throw new ProblemException(
                                new Problem(file + " row " + i, String.valueOf(value & 0xff), "0 or 1"));
                    }
                    array[i] = value == 1;
                }
            });
            return array;
        }
    }

    /** An int32 or int64 list {@code [N]}. */
    public static long[] integers(Path file) {
        try (NpyRows rows = NpyRows.open(file).expect("<i4 <i8", 1, "int32 or int64 [N]")) {
            long[] array = new long[Math.toIntExact(rows.header().rows())];
            boolean wide = rows.header().width() == 8;
            blocks(rows, (block, first, count) -> {
                for (int i = first; i < first + count; i++) {
                    array[i] = wide ? block.getLong() : block.getInt();
                }
            });
            return array;
        }
    }

    /** Writes a float32 matrix; all rows have one length. */
    public static void write(Path file, float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        for (float[] row : rows) {
            if (row.length != columns) {
                throw new IllegalArgumentException("rows of " + columns + " and " + row.length + " numbers");
            }
        }
        write(file, MatrixRows.of(rows));
    }

    /** Writes a float32 matrix that need not fit into memory. */
    public static void write(Path file, MatrixRows rows) {
        float[] row = new float[rows.dimension()];
        try (NpyWriter writer = new NpyWriter(file, rows.rows(), row.length)) {
            for (long i = 0; i < rows.rows(); i++) {
                rows.read(i, 1, row);
                writer.add(row);
            }
            writer.finish();
        }
    }

    /** Writes a float64 list. */
    public static void write(Path file, double[] values) {
        write(
                file,
                NpyHeader.of("<f8", values.length),
                values.length,
                8,
                (buffer, i) -> buffer.putDouble(values[(int) i]));
    }

    /** Writes a bool list. */
    public static void write(Path file, boolean[] values) {
        write(
                file,
                NpyHeader.of("|b1", values.length),
                values.length,
                1,
                (buffer, i) -> buffer.put((byte) (values[(int) i] ? 1 : 0)));
    }

    /** Writes an int64 list. */
    public static void write(Path file, long[] values) {
        write(
                file,
                NpyHeader.of("<i8", values.length),
                values.length,
                8,
                (buffer, i) -> buffer.putLong(values[(int) i]));
    }

    /** Writes an int32 list. */
    public static void write(Path file, int[] values) {
        write(
                file,
                NpyHeader.of("<i4", values.length),
                values.length,
                4,
                (buffer, i) -> buffer.putInt(values[(int) i]));
    }

    private interface BlockReader {
        void read(ByteBuffer block, int first, int count);
    }

    private interface ItemWriter {
        void put(ByteBuffer buffer, long index);
    }

    private static void blocks(NpyRows rows, BlockReader reader) {
        long width = Math.max(1, rows.header().columns() * rows.header().width());
        int step = (int) Math.max(1, BLOCK_BYTES / width);
        int total = Math.toIntExact(rows.header().rows());
        for (int first = 0; first < total; first += step) {
            int count = Math.min(step, total - first);
            reader.read(rows.block(first, count), first, count);
        }
    }

    private static void write(Path file, NpyHeader header, long items, int width, ItemWriter item) {
        try (AtomicFile out = new AtomicFile(file)) {
            out.write(header.print());
            ByteBuffer buffer =
                    ByteBuffer.allocate(Math.max(width, BLOCK_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            for (long i = 0; i < items; i++) {
                if (buffer.remaining() < width) {
                    out.write(buffer.flip());
                    buffer.clear();
                }
                item.put(buffer, i);
            }
            out.write(buffer.flip());
            out.finish();
            out.move();
        }
    }
}
