package marginlab.file.mxnet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import marginlab.problem.FileProblem;

/** Writes what {@link ParamsFile} reads, in the form that MXNet 1 reads: dense arrays of float32 on the processor. */
public final class ParamsWriter {
    private static final int SECOND_FORM = 0xF993FAC9;
    private static final int DENSE = 0;
    private static final int CPU = 1;
    private static final int FLOAT32 = 0;

    private ParamsWriter() {}

    /** Writes arrays to a file that was not there. */
    public static void write(Path file, Collection<MxnetArray> arrays) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
            out.write(room(3 * Long.BYTES)
                    .putLong(ParamsFile.MAGIC)
                    .putLong(0)
                    .putLong(arrays.size())
                    .array());
            for (MxnetArray array : arrays) {
                ByteBuffer head = room(6 * Integer.BYTES + Long.BYTES * array.shape().length);
                head.putInt(SECOND_FORM).putInt(DENSE).putInt(array.shape().length);
                for (long size : array.shape()) {
                    head.putLong(size);
                }
                out.write(head.putInt(CPU).putInt(0).putInt(FLOAT32).array());
                ByteBuffer values = room(Math.multiplyExact(Float.BYTES, array.values().length));
                values.asFloatBuffer().put(array.values());
                out.write(values.array());
            }
            out.write(room(Long.BYTES).putLong(arrays.size()).array());
            for (MxnetArray array : arrays) {
                byte[] name = array.fullName().getBytes(StandardCharsets.UTF_8);
                out.write(room(Long.BYTES).putLong(name.length).array());
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
