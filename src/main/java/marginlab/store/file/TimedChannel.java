package marginlab.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A connection whose other end may be stopped, or nobody we know: what takes too long ends with an error, a silence as well as
 * an answer that comes byte by byte.
 */
public final class TimedChannel implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    /** All the waiting for one answer; what is there when it is looked for is not waited for. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Duration silence;
    private final Duration answer;
    private long left;

    private TimedChannel(SocketChannel channel, Selector selector, Duration silence, Duration answer)
            throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.silence = silence;
        this.answer = answer;
        this.left = answer.toNanos();
        this.key = channel.register(selector, 0);
    }

    public static TimedChannel connect(UnixDomainSocketAddress address) throws IOException {
        return connect(address, SILENCE, ANSWER);
    }

    /**
     * @param silence the longest one
     * @param answer the longest waiting for what {@link #ask} begins
     */
    static TimedChannel connect(UnixDomainSocketAddress address, Duration silence, Duration answer) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        try {
            channel.configureBlocking(false);
            return new TimedChannel(channel, Selector.open(), silence, answer);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Begins a question and its answer, for which all patience is there again. */
    public void ask() {
        left = answer.toNanos();
    }

    /** Nanoseconds that may still be waited for this answer. */
    long patienceLeft() {
        return left;
    }

    private void await(int what) throws IOException {
        key.interestOps(what);
        long before = System.nanoTime();
        boolean isReady = selector.select(silence.toMillis()) > 0;
        left -= System.nanoTime() - before;
        if (!isReady) {
            throw new SocketTimeoutException("no answer for " + silence.toSeconds() + " s");
        }
        if (left < 0) {
            throw new SocketTimeoutException("no whole answer for " + answer.toSeconds() + " s");
        }
        selector.selectedKeys().clear();
    }

    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                int count = channel.read(buffer);
                while (count == 0 && length > 0) {
                    await(SelectionKey.OP_READ);
                    count = channel.read(buffer);
                }
                return count;
            }
        };
    }

    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    if (channel.write(buffer) == 0) {
                        await(SelectionKey.OP_WRITE);
                    }
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
