package marginlab.dataset.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import marginlab.file.hash.Checksum;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from a server of its own on the loopback address. */
final class DownloaderTest {
    private static final byte[] CONTENT = "0123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    // printf 0123456789 | sha256sum
    private static final String SHA256 = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final Downloader fetcher = new Downloader(Progress.none());
    private HttpServer server;
    private int breakAfter = CONTENT.length;
    private int shift;
    /** After so many bytes of the file the server sends no more and keeps the connection. */
    private int silentAfter;

    /** How many answers end in silence. */
    private int silences;
    /** Whether the latest answer did. */
    private volatile boolean isSilent;
    /** Bytes of the file that have come. */
    private volatile long came;

    @TempDir
    private Path folder;

    @BeforeEach
    void serves() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/file", this::answer);
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    @Test
    void getsAFileOnce() throws IOException {
        Path file = folder.resolve("a/b.txt");
        fetcher.fetch(address("/file"), sha256(SHA256), file);
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
        fetcher.fetch(address("/file"), sha256(SHA256), file);
        assertThat(ranges).containsExactly("all");
        try (var left = Files.list(folder.resolve("a"))) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Path file = folder.resolve("b.txt");
        breakAfter = 4;
        assertThatThrownBy(() -> fetcher.fetch(address("/file"), sha256(SHA256), file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Try again: it goes on where it stopped");
        assertThat(file).doesNotExist();
        breakAfter = CONTENT.length;
        fetcher.fetch(address("/file"), sha256(SHA256), file);
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
        assertThat(ranges).containsExactly("all", "bytes=4-");
    }

    @Test
    void asksForTheRestWhenTheServerFallsSilent() {
        Path file = folder.resolve("b.txt");
        silentAfter = 4;
        silences = 1;
        impatient().fetch(address("/file"), sha256(SHA256), file);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(ranges).containsExactly("all", "bytes=4-");
    }

    @Test
    void endsWhenTheServerStaysSilent() {
        Path file = folder.resolve("b.txt");
        silentAfter = 4;
        silences = 2;
        assertThatThrownBy(() -> impatient().fetch(address("/file"), sha256(SHA256), file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not a byte came for 1.5 s, with 4 bytes there")
                .hasMessageContaining("Try again: it goes on where it stopped");
        assertThat(ranges).containsExactly("all", "bytes=4-");
        assertThat(folder.resolve("b.txt.download")).hasContent("0123");
    }

    /** Whose time is over when the server has fallen silent and all that it sent has come: by these events, and by no clock. */
    private Downloader impatient() {
        Progress coming = (name, bytes, total) -> came = bytes;
        return new Downloader(coming, Duration.ofMillis(1500), () -> new TimeoutStream.Alarms() {
            @Override
            public Future<?> in(Duration time, Callable<Void> ringing) {
                boolean isOver = isSilent && came >= silentAfter;
                return isOver ? ForkJoinPool.commonPool().submit(ringing) : CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {}
        });
    }

    @Test
    void throwsAwayWhatHasAnotherChecksum() {
        Path file = folder.resolve("b.txt");
        assertThatThrownBy(() -> fetcher.fetch(address("/file"), sha256("0".repeat(64)), file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("content with SHA-256 " + SHA256)
                .hasMessageContaining("expected " + "0".repeat(64));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void knowsMd5Too() {
        Path file = folder.resolve("b.txt");
        // printf 0123456789 | md5sum
        fetcher.fetch(address("/file"), new Checksum(Checksum.Kind.MD5, "781e5e245d69b566979b86e28d23f2c7"), file);
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void keepsWhatIsThereWhenTheServerBeginsElsewhere() throws IOException {
        Path part = folder.resolve("b.txt.download");
        Files.writeString(part, "0123");
        shift = 1;
        assertThatThrownBy(() -> fetcher.fetch(address("/file"), sha256(SHA256), folder.resolve("b.txt")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("instead of what follows byte 4");
        assertThat(part).hasContent("0123");
    }

    @Test
    void saysWhatTheServerAnswered() {
        assertThatThrownBy(() -> fetcher.fetch(address("/other"), sha256(SHA256), folder.resolve("b.txt")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the answer 404 of the server")
                .hasMessageNotContaining("Try again");
    }

    @Test
    void saysThatABusyServerMayHaveTheFileLater() {
        server.createContext("/busy", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(503, -1);
            }
        });
        assertThatThrownBy(() -> fetcher.fetch(address("/busy"), sha256(SHA256), folder.resolve("b.txt")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the answer 503 of the server")
                .hasMessageContaining("Try again later");
    }

    @Test
    void saysThatThereIsNoConnection() {
        URI address = address("/file");
        server.stop(0);
        assertThatThrownBy(() -> fetcher.fetch(address, sha256(SHA256), folder.resolve("b.txt")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no connection to " + address.getHost());
    }

    private static Checksum sha256(String digits) {
        return new Checksum(Checksum.Kind.SHA256, digits);
    }

    private URI address(String path) {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "all" : range);
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", "")) + shift;
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
        }
        isSilent = silences-- > 0;
        if (isSilent) {
            exchange.sendResponseHeaders(range == null ? 200 : 206, CONTENT.length - from);
            exchange.getResponseBody().write(Arrays.copyOfRange(CONTENT, from, silentAfter));
            exchange.getResponseBody().flush();
            return;
        }
        try (exchange) {
            exchange.sendResponseHeaders(range == null ? 200 : 206, CONTENT.length - from);
            exchange.getResponseBody().write(Arrays.copyOfRange(CONTENT, from, breakAfter));
            exchange.getResponseBody().flush();
        }
    }
}
