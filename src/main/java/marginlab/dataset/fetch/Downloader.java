package marginlab.dataset.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import marginlab.file.AtomicMove;
import marginlab.file.hash.Checksum;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;

/**
 * Downloads files whose checksum is known: goes on where an earlier try stopped, asks again when a server falls silent, and puts
 * a file in its place only when its checksum is right.
 */
public final class Downloader {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    /** Networks that come back do so within less. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int BEYOND_THE_END = 416;

    private final Progress progress;
    private final Duration silence;
    private final Supplier<TimeoutStream.Alarms> alarms;

    public Downloader(Progress progress) {
        this(progress, SILENCE, TimeoutStream::byTheClock);
    }

    /**
     * @param silence how long no byte may come before the server is asked again
     * @param alarms that tell when that time is over, of each answer
     */
    Downloader(Progress progress, Duration silence, Supplier<TimeoutStream.Alarms> alarms) {
        this.progress = progress;
        this.silence = silence;
        this.alarms = alarms;
    }

    /** Gets a file, unless it is there with the right content. */
    public void fetch(URI address, Checksum checksum, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".download");
        try {
            if (Files.exists(file) && checksum.fits(file)) {
                return;
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            persist(address, part, file);
            String found = checksum.of(part);
            if (!found.equals(checksum.digits())) {
                Files.delete(part);
                throw new ProblemException(new Problem(
                        address.toString(),
                        "content with " + checksum.algorithm() + " " + found,
                        checksum.digits(),
                        "What is served there has changed or was damaged on the way; it was thrown away"));
            }
            AtomicMove.synced(part, file);
        } catch (ConnectException e) {
            throw broken(address, "no connection to " + address.getHost(), "Is this machine on the network?", e);
        } catch (RefusedException e) {
            throw broken(
                    address,
                    e.getMessage(),
                    e.isForNow()
                            ? "Try again later: it goes on where it stopped"
                            : "Open it in a browser; if the file has moved, correct its row",
                    e);
        } catch (IOException e) {
            String found = "a download that broke off ("
                    + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()) + ")";
            throw broken(address, found, "Try again: it goes on where it stopped", e);
        }
    }

    private static ProblemException broken(URI address, String found, String hint, IOException cause) {
        return new ProblemException(new Problem(address.toString(), found, "the whole file", hint), cause);
    }

    /** A server that answers, but not with the file. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        private static final int TOO_MANY_REQUESTS = 429;

        private final int status;

        RefusedException(int status) {
            super("the answer " + status + " of the server");
            this.status = status;
        }

        /** Whether the server may have the file at another time: it is busy, or broken itself. */
        boolean isForNow() {
            return status == TOO_MANY_REQUESTS || status >= HttpURLConnection.HTTP_INTERNAL_ERROR;
        }
    }

    /** Asks for the rest whenever the server fell silent, as long as each answer brings some of it. */
    private void persist(URI address, Path part, Path file) throws IOException {
        while (true) {
            long before = size(part);
            try {
                download(address, part, file);
                return;
            } catch (HttpTimeoutException e) {
                long there = size(part);
                if (there <= before) {
                    throw new IOException(e.getMessage() + ", with " + there + " bytes there", e);
                }
            }
        }
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void download(URI address, Path part, Path file) throws IOException {
        long there = size(part);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(CONNECT);
        if (there > 0) {
            request.header("Range", "bytes=" + there + "-");
        }
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpResponse<InputStream> response = send(client, request.build());
        try (InputStream in = new TimeoutStream(response.body(), silence, alarms.get())) {
            int status = response.statusCode();
            if (status == BEYOND_THE_END) {
                return;
            }
            if (status != OK && status != PARTIAL) {
                throw new RefusedException(status);
            }
            long from = status == PARTIAL ? start(response, there) : 0;
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            append(in, part, from, length < 0 ? -1 : from + length, file);
        }
    }

    /** Where a partial answer begins; a server that begins elsewhere must not damage what is there. */
    private static long start(HttpResponse<InputStream> response, long wanted) throws IOException {
        String range = response.headers().firstValue("Content-Range").orElse("bytes " + wanted + "-");
        if (!range.startsWith("bytes " + wanted + "-")) {
            throw new IOException("the server sent '" + range + "' instead of what follows byte " + wanted);
        }
        return wanted;
    }

    private void append(InputStream in, Path part, long from, long total, Path file) throws IOException {
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long bytes = from;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                bytes += n;
                progress.at(file.getFileName().toString(), bytes, total);
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
}
