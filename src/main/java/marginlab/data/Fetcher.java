package marginlab.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * Downloads files whose checksum is known: goes on where an earlier try stopped, and puts a file in its place only when its
 * SHA-256 is right.
 */
public final class Fetcher {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int BEYOND_THE_END = 416;

    /** Is told how far a download is. */
    @FunctionalInterface
    public interface Progress {

        /** So many bytes are there, of so many; the total is -1 where the server does not tell. */
        void at(long bytes, long total);
    }

    private final Progress progress;

    public Fetcher(Progress progress) {
        this.progress = progress;
    }

    /** Gets a file, unless it is there with the right content. */
    public void fetch(URI address, String sha256, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".download");
        try {
            if (Files.exists(file) && sha256(file).equals(sha256)) {
                return;
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            download(address, part);
            String found = sha256(part);
            if (!found.equals(sha256)) {
                Files.delete(part);
                throw new ProblemException(new Problem(
                        address.toString(),
                        "content with SHA-256 " + found,
                        sha256,
                        "What is served there has changed or was damaged on the way; it was thrown away"));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            address.toString(),
                            "a download that broke off (" + e.getMessage() + ")",
                            "the whole file",
                            "Try again: it goes on where it stopped"),
                    e);
        }
    }

    private void download(URI address, Path part) throws IOException {
        long there = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(CONNECT);
        if (there > 0) {
            request.header("Range", "bytes=" + there + "-");
        }
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpResponse<InputStream> response = send(client, request.build());
        try (InputStream in = response.body()) {
            int status = response.statusCode();
            if (status == BEYOND_THE_END) {
                return;
            }
            if (status != OK && status != PARTIAL) {
                throw new IOException("the server answered " + status);
            }
            long from = status == PARTIAL ? there : 0;
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            append(in, part, from, length < 0 ? -1 : from + length);
        }
    }

    private void append(InputStream in, Path part, long from, long total) throws IOException {
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long bytes = from;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                bytes += n;
                progress.at(bytes, total);
            }
        }
        if (total >= 0 && bytes < total) {
            throw new IOException("after " + bytes + " of " + total + " bytes");
        }
    }

    private static HttpResponse<InputStream> send(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Fingerprints.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
