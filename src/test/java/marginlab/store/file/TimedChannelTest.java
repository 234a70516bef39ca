package marginlab.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An end of a socket that says nothing, or a little for ever. */
class TimedChannelTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private UnixDomainSocketAddress address;
    private ServerSocketChannel server;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void open() throws Exception {
        address = UnixDomainSocketAddress.of(folder.resolve("s"));
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(address);
    }

    @AfterEach
    void close() throws Exception {
        clock.shutdownNow();
        server.close();
    }

    private void drip(SocketChannel reader) {
        clock.scheduleAtFixedRate(
                () -> {
                    try {
                        reader.write(ByteBuffer.wrap(new byte[1]));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                0,
                10,
                TimeUnit.MILLISECONDS);
    }

    @Test
    void givesUpAnAnswerThatComesByteByByte() throws Exception {
        try (TimedChannel channel = TimedChannel.connect(address, LONG, SHORT)) {
            drip(server.accept());
            InputStream in = channel.in();
            AtomicInteger bytes = new AtomicInteger();
            assertThatThrownBy(() -> {
                        while (in.read() >= 0) {
                            bytes.incrementAndGet();
                        }
                    })
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("no whole answer");
            assertThat(bytes.get()).isPositive();
        }
    }

    /** All its waiting together is longer than for one answer. */
    @Test
    void hasAllItsPatienceForTheNextQuestion() throws Exception {
        try (TimedChannel channel = TimedChannel.connect(address, LONG, Duration.ofSeconds(20))) {
            channel.ask();
            SocketChannel reader = server.accept();
            clock.schedule(() -> reader.write(ByteBuffer.wrap(new byte[1])), 50, TimeUnit.MILLISECONDS);
            assertThat(channel.in().read()).isZero();
            long after = channel.patienceLeft();
            channel.ask();
            assertThat(after).isLessThan(channel.patienceLeft());
            assertThat(channel.patienceLeft()).isEqualTo(Duration.ofSeconds(20).toNanos());
        }
    }

    @Test
    void givesUpASilence() throws Exception {
        try (TimedChannel channel = TimedChannel.connect(address, SHORT, LONG);
                SocketChannel reader = server.accept()) {
            assertThat(reader.isConnected()).isTrue();
            assertThatThrownBy(() -> channel.in().read())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("no answer");
        }
    }
}
