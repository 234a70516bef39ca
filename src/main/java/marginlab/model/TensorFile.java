package marginlab.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * Named float32 arrays in one file, in the safetensors format: eight bytes with the length of a JSON header, the header,
 * the values. It holds data only, and every deep-learning framework reads it.
 *
 * <p>The file is written aside, forced to disk and renamed. Its header keeps the SHA-256 of the values, which is checked
 * when the file is read.
 */
public final class TensorFile {
    private static final int LARGEST_HEADER = 1 << 24;
    private static final String METADATA = "__metadata__";

    /**
     * One array.
     *
     * @param shape sizes of its dimensions
     * @param values in C order
     */
    public record Tensor(long[] shape, float[] values) {}

    private TensorFile() {}

    /** Writes arrays with notes; a file of that name is replaced only by a whole one. */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> notes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        JsonObject header = new JsonObject();
        MessageDigest digest = sha256();
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            JsonObject row = new JsonObject();
            row.addProperty("dtype", "F32");
            JsonArray shape = new JsonArray();
            for (long size : tensor.shape()) {
                shape.add(size);
            }
            row.add("shape", shape);
            JsonArray range = new JsonArray();
            range.add(offset);
            offset += 4L * tensor.values().length;
            range.add(offset);
            row.add("data_offsets", range);
            header.add(entry.getKey(), row);
            digest.update(bytes(tensor.values()));
        }
        JsonObject metadata = new JsonObject();
        notes.forEach(metadata::addProperty);
        metadata.addProperty("sha256", HexFormat.of().formatHex(digest.digest()));
        header.add(METADATA, metadata);
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = Channels.newOutputStream(channel);
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            out.write(text);
            for (Tensor tensor : tensors.values()) {
                out.write(bytes(tensor.values()));
            }
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a file holds. */
    public record Content(Map<String, Tensor> tensors, Map<String, String> notes) {}

    /**
     * Reads a whole file and checks its hash.
     *
     * @throws ProblemException where the file is not what {@link #write} makes
     */
    public static Content read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            long length = Long.reverseBytes(in.readLong());
            if (length < 2 || length > LARGEST_HEADER) {
                throw problem(file, "a header of " + length + " bytes", "2 to " + LARGEST_HEADER);
            }
            JsonObject header = JsonParser.parseString(new String(in.readNBytes((int) length), StandardCharsets.UTF_8))
                    .getAsJsonObject();
            Map<String, String> notes = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> note :
                    header.getAsJsonObject(METADATA).entrySet()) {
                notes.put(note.getKey(), note.getValue().getAsString());
            }
            header.remove(METADATA);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            MessageDigest digest = sha256();
            long left = Files.size(file) - 8 - length;
            for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
                long[] shape = longs(entry.getValue().getAsJsonObject().getAsJsonArray("shape"));
                long size = 4;
                for (long side : shape) {
                    size = Math.multiplyExact(size, side);
                }
                left -= size;
                if (left < 0) {
                    throw problem(file, "an end before the values of " + entry.getKey(), size + " bytes of them");
                }
                byte[] raw = in.readNBytes(Math.toIntExact(size));
                digest.update(raw);
                float[] values = new float[raw.length / 4];
                ByteBuffer.wrap(raw)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values);
                tensors.put(entry.getKey(), new Tensor(shape, values));
            }
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(notes.get("sha256"))) {
                throw problem(file, "values with SHA-256 " + found, notes.get("sha256"));
            }
            return new Content(tensors, notes);
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | ArithmeticException
                | java.io.EOFException e) {
            throw new ProblemException(new Problem(file.toString(), "no readable header", "a safetensors file"), e);
        }
    }

    private static ProblemException problem(Path file, String found, String expected) {
        return new ProblemException(new Problem(file.toString(), found, expected, "The file is damaged; delete it."));
    }

    private static long[] longs(JsonArray array) {
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).getAsLong();
        }
        return values;
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
