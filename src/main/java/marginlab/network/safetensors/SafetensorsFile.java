package marginlab.network.safetensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import marginlab.engine.ArrayChunks;
import marginlab.file.AtomicFile;
import marginlab.file.hash.Sha256;
import marginlab.file.json.Json;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Named float32 arrays in one file, in the safetensors format: eight bytes with the length of a JSON header, the header,
 * the values. It holds data only, and every deep-learning framework reads it.
 *
 * <p>The file is written aside, forced to disk and renamed. Its header keeps the SHA-256 of the values, and one of itself with
 * its length, for which its own place counts as zeros; both are checked when the file is read, so that no bit of it can change
 * unseen. Files of versions that had no hash of the header are read where it holds nothing that these did not write.
 */
public final class SafetensorsFile {
    private static final int LARGEST_HEADER = 1 << 24;
    private static final String METADATA = "__metadata__";
    private static final String HASH = "sha256";
    private static final String HEADER_HASH = "header-sha256";
    private static final String NO_HASH = "0".repeat(64);
    private static final String HEADER_HASH_START = "\"" + HEADER_HASH + "\":\"";
    /** What versions without a hash of the header wrote into it. */
    private static final Set<String> OLDER_NOTES = Set.of(HASH, "step", "watched", "figures");

    private static final int PIECE = 1 << 22;

    /** Hands out values in C order, piece by piece. */
    public interface Values {
        void read(ArrayChunks.ChunkSink sink) throws IOException;
    }

    /**
     * One array to be written.
     *
     * @param shape sizes of its dimensions
     */
    public record Tensor(long[] shape, Values values) {
        public Tensor(long[] shape, float[] values) {
            this(shape, sink -> sink.accept(values));
        }

        /** An array of the engine. */
        public static Tensor of(NDArray array) {
            return new Tensor(array.getShape().getShape(), sink -> ArrayChunks.read(array, sink));
        }
    }

    /** What the header says of a tensor, in the format's names. */
    private record HeaderRow(
            String dtype,
            long[] shape,
            @SerializedName("data_offsets") long[] offsets) {}

    private SafetensorsFile() {}

    /** Writes arrays with notes; a file of that name is replaced only by a whole one. */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> notes) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (AtomicFile out = new AtomicFile(file)) {
            // The hash of the values is known when they are written: the header leaves room for it.
            out.write(header(tensors, notes, NO_HASH));
            for (Tensor tensor : tensors.values()) {
                tensor.values().read(values -> write(values, out, digest));
            }
            out.patch(
                    header(tensors, notes, HexFormat.of().formatHex(digest.digest()))
                            .array(),
                    0);
            out.finish();
            out.move();
        }
    }

    private static ByteBuffer header(Map<String, Tensor> tensors, Map<String, String> notes, String hash) {
        Map<String, Object> header = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            long[] shape = entry.getValue().shape();
            long end = offset + Float.BYTES * new Shape(shape).size();
            header.put(entry.getKey(), new HeaderRow("F32", shape, new long[] {offset, end}));
            offset = end;
        }
        Map<String, String> metadata = new LinkedHashMap<>(notes);
        metadata.put(HASH, hash);
        metadata.put(HEADER_HASH, NO_HASH);
        header.put(METADATA, metadata);
        byte[] text = Json.line(header).getBytes(StandardCharsets.UTF_8);
        byte[] own = headerHash(text).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(own, 0, text, placeOfHeaderHash(text), own.length);
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .flip();
    }

    /** Where the hash of the header stands in it; -1 where it has none. */
    private static int placeOfHeaderHash(byte[] header) {
        int start = new String(header, StandardCharsets.ISO_8859_1).lastIndexOf(HEADER_HASH_START);
        int place = start + HEADER_HASH_START.length();
        return start < 0 || place + NO_HASH.length() > header.length ? -1 : place;
    }

    /** Of the header and its length. */
    private static String headerHash(byte[] header) {
        byte[] text = header.clone();
        byte[] zeros = NO_HASH.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(zeros, 0, text, placeOfHeaderHash(header), zeros.length);
        MessageDigest digest = Sha256.begin();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(text.length).flip());
        return HexFormat.of().formatHex(digest.digest(text));
    }

    /** Whether the header has a hash, which is right then. */
    private static boolean isHashed(Path file, byte[] header) {
        int place = placeOfHeaderHash(header);
        if (place < 0) {
            return false;
        }
        String written = new String(header, place, NO_HASH.length(), StandardCharsets.ISO_8859_1);
        String found = headerHash(header);
        if (!found.equals(written)) {
            throw problem(file, "a header with SHA-256 " + found, written);
        }
        return true;
    }

    private static void write(float[] values, AtomicFile out, MessageDigest digest) {
        ByteBuffer piece = ByteBuffer.allocate(Float.BYTES * Math.min(values.length, PIECE))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int first = 0; first < values.length; first += PIECE) {
            int count = Math.min(values.length - first, PIECE);
            piece.clear();
            piece.asFloatBuffer().put(values, first, count);
            piece.limit(Float.BYTES * count);
            digest.update(piece);
            piece.rewind();
            out.write(piece);
        }
    }

    /** What a file holds; the arrays are read when they are asked for. */
    public record Content(Map<String, StoredTensor> tensors, Map<String, String> notes) {}

    /**
     * Reads the header of a file and checks its hash.
     *
     * @throws ProblemException where the file is not what {@link #write} makes
     */
    public static Content read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            long length = Long.reverseBytes(in.readLong());
            if (length < 2 || length > LARGEST_HEADER) {
                throw problem(file, "a header of " + length + " bytes", "2 to " + LARGEST_HEADER);
            }
            byte[] text = in.readNBytes((int) length);
            boolean isHashed = isHashed(file, text);
            JsonObject header = JsonParser.parseString(new String(text, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            Map<String, String> notes = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> note :
                    header.getAsJsonObject(METADATA).entrySet()) {
                notes.put(note.getKey(), note.getValue().getAsString());
            }
            if (!isHashed && !OLDER_NOTES.containsAll(notes.keySet())) {
                throw problem(file, "a header without its SHA-256", "one with it");
            }
            header.remove(METADATA);
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            long end = Files.size(file);
            long offset = Long.BYTES + length;
            for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
                long[] shape = longs(entry.getValue().getAsJsonObject().getAsJsonArray("shape"));
                StoredTensor tensor = new StoredTensor(file, offset, shape);
                long size = Math.multiplyExact(Float.BYTES, tensor.size());
                offset = Math.addExact(offset, size);
                if (offset > end) {
                    throw problem(file, "an end before the values of " + entry.getKey(), size + " bytes of them");
                }
                tensors.put(entry.getKey(), tensor);
            }
            String found = hash(in);
            if (!found.equals(notes.get(HASH))) {
                throw problem(file, "values with SHA-256 " + found, notes.get(HASH));
            }
            return new Content(tensors, notes);
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | NumberFormatException
                | UnsupportedOperationException
                | ClassCastException
                | ArithmeticException
                | java.io.EOFException e) {
            throw new ProblemException(new Problem(file.toString(), "no readable header", "a safetensors file"), e);
        }
    }

    private static String hash(InputStream in) throws IOException {
        MessageDigest digest = Sha256.begin();
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count > 0; count = in.read(piece)) {
            digest.update(piece, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
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
}
