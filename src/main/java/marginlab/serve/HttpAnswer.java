package marginlab.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import marginlab.file.hash.Sha256;
import marginlab.file.json.Json;

/**
 * What is sent back.
 *
 * @param status of HTTP
 * @param headers beside those that every answer has
 * @param body its bytes
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    static final int PIECE_BYTES = 8192;

    private static final String TYPE = "Content-Type";
    private static final String ENCODING = "Content-Encoding";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final int WORTH_PACKING = 2048;
    private static final int TAG_BYTES = 12;

    HttpAnswer(int status, String type, byte[] body) {
        this(status, Map.of(TYPE, type), body);
    }

    static HttpAnswer text(int status, String text) {
        return new HttpAnswer(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A record as JSON. */
    static HttpAnswer json(Object document) {
        return jsonText(Json.line(document));
    }

    /** What is JSON already. */
    static HttpAnswer jsonText(String text) {
        return new HttpAnswer(200, JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one more header. */
    HttpAnswer with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }

    /** The same for a file that is saved. */
    HttpAnswer savedAs(String name) {
        return with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    /** The same for a browser that unpacks; what is small stays as it is. */
    HttpAnswer packed() {
        if (body.length < WORTH_PACKING || headers.containsKey(ENCODING)) {
            return this;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HttpAnswer(status, headers, packed.toByteArray()).with(ENCODING, "gzip");
    }

    /**
     * Writes the body in pieces. The JDK's server copies twice what it is given at once, and keeps that as long as nobody
     * reads it: 150 answers of a megabyte that were not read held 760 MB.
     */
    void writeTo(OutputStream out) throws IOException {
        for (int from = 0; from < body.length; from += PIECE_BYTES) {
            out.write(body, from, Math.min(PIECE_BYTES, body.length - from));
        }
    }

    /** What is shipped with the program: a browser keeps it, and asks whether it is still the same. */
    HttpAnswer kept() {
        String tag = HexFormat.of().formatHex(Sha256.of(body), 0, TAG_BYTES);
        return with("ETag", '"' + tag + '"').with("Cache-Control", "no-cache");
    }

    /** A file that is shipped with the program. */
    static HttpAnswer resource(String path, String type) {
        try (InputStream stream = HttpAnswer.class.getResourceAsStream(path)) {
            return new HttpAnswer(200, type, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
