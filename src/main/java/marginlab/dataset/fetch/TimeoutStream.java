package marginlab.dataset.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, which fails when no byte comes for a time: the limit of a request ends with the headers, and a server
 * that falls silent after them would be waited for without end.
 */
final class TimeoutStream extends FilterInputStream {
    /** Where a reading sets its alarm and a byte that came takes it back. */
    interface Alarms extends AutoCloseable {
        /** Rings after a time, from another thread, unless it is cancelled before. */
        Future<?> in(Duration time, Callable<Void> ringing);

        @Override
        void close();
    }

    private final Duration limit;
    private final Alarms alarms;
    private volatile boolean silent;

    /**
     * @param in a stream whose reader returns when another thread closes it
     * @param alarms closed with the stream
     */
    TimeoutStream(InputStream in, Duration limit, Alarms alarms) {
        super(in);
        this.limit = limit;
        this.alarms = alarms;
    }

    /** Alarms by the machine's clock. */
    static Alarms byTheClock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "silence");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return new Alarms() {
            @Override
            public Future<?> in(Duration time, Callable<Void> ringing) {
                return clock.schedule(ringing, time.toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public void close() {
                clock.shutdownNow();
            }
        };
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        Future<?> alarm = alarms.in(limit, this::letGo);
        int n;
        try {
            n = in.read(buffer, from, length);
        } catch (IOException e) {
            throw silent ? silence() : e;
        } finally {
            alarm.cancel(false);
        }
        // A closed stream may also look as if it had come to its end.
        if (silent) {
            throw silence();
        }
        return n;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        alarms.close();
        super.close();
    }

    private Void letGo() throws IOException {
        silent = true;
        in.close();
        return null;
    }

    private IOException silence() {
        return new HttpTimeoutException("not a byte came for " + limit.toMillis() / 1000.0 + " s");
    }
}
