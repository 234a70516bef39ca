package marginlab.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import marginlab.file.json.Json;

/**
 * What is sent back.
 *
 * @param status of HTTP
 * @param type of the content
 * @param body its bytes
 */
record HttpAnswer(int status, String type, byte[] body) {
    static final int PIECE_BYTES = 8192;

    private static final String TEXT = "text/plain; charset=utf-8";

    static HttpAnswer text(int status, String text) {
        return new HttpAnswer(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A record as JSON. */
    static HttpAnswer json(Object document) {
        return new HttpAnswer(
                200, "application/json; charset=utf-8", Json.line(document).getBytes(StandardCharsets.UTF_8));
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

    /** A file that is shipped with the program. */
    static HttpAnswer resource(String path, String type) {
        try (InputStream stream = HttpAnswer.class.getResourceAsStream(path)) {
            return new HttpAnswer(200, type, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
