package marginlab.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work done ahead of its consumer, handed over in order whatever thread ends first. One thread consumes; it never waits
 * while something is ready, and the time that it does wait is counted.
 */
public final class Prefetch<T> implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long CLOSING_SECONDS = 10;

    private final ExecutorService threads;
    private final Deque<Future<T>> ahead = new ArrayDeque<>();
    private long waitedNanos;

    public Prefetch(int threadCount) {
        if (threadCount < 1) {
            throw new IllegalArgumentException("at least 1 decoding thread, not " + threadCount);
        }
        threads = Executors.newFixedThreadPool(threadCount, work -> {
            Thread thread = new Thread(work, "decode-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public void submit(Callable<T> work) {
        ahead.add(threads.submit(work));
    }

    /** How many results are ready or on their way. */
    public int size() {
        return ahead.size();
    }

    /** The oldest result that was asked for. */
    public T take() {
        Future<T> oldest = ahead.remove();
        long from = System.nanoTime();
        try {
            return oldest.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for images", e);
        } finally {
            waitedNanos += System.nanoTime() - from;
        }
    }

    public double waitedSeconds() {
        return waitedNanos * 1e-9;
    }

    /** Lets what is running end, without an interrupt: that would close the files under other readers. */
    @Override
    public void close() {
        ahead.forEach(result -> result.cancel(false));
        ahead.clear();
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
