package marginlab.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Tells open pages that something is new, by server-sent events: one line whenever the fingerprint of the store changes. */
final class ChangeFeed implements AutoCloseable {
    static final String TYPE = "text/event-stream";
    private static final int MOST = 100;
    static final long LIFETIME_SECONDS = 300;
    private static final long COMMENT_SECONDS = 15;

    private final Supplier<String> fingerprint;
    private final Queue<WaitingPage> listeners = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ScheduledExecutorService clock;
    private String last = "";
    private long ticks;

    private record WaitingPage(HttpExchange exchange, long until) {}

    ChangeFeed(Supplier<String> fingerprint) {
        this.fingerprint = fingerprint;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "live-page-feed");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** Takes an exchange over; false where too many are open. */
    boolean accept(HttpExchange exchange) throws IOException {
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            return false;
        }
        exchange.getResponseHeaders().set("Content-Type", TYPE);
        exchange.sendResponseHeaders(200, 0);
        WaitingPage listener =
                new WaitingPage(exchange, System.nanoTime() + TimeUnit.SECONDS.toNanos(LIFETIME_SECONDS));
        if (send(listener, "retry: 2000\n\n")) {
            listeners.add(listener);
        }
        return true;
    }

    private void tick() {
        if (listeners.isEmpty()) {
            return;
        }
        String now = read();
        ticks++;
        boolean changed = !now.equals(last);
        last = now;
        String line = changed ? "data: changed\n\n" : ticks % COMMENT_SECONDS == 0 ? ":\n\n" : "";
        for (Iterator<WaitingPage> each = listeners.iterator(); each.hasNext(); ) {
            WaitingPage listener = each.next();
            if (System.nanoTime() > listener.until()) {
                end(listener);
                each.remove();
            } else if (!line.isEmpty() && !send(listener, line)) {
                each.remove();
            }
        }
    }

    /** A store that cannot be read for a moment is a store where nothing is new. */
    private String read() {
        try {
            return fingerprint.get();
        } catch (RuntimeException e) {
            return last;
        }
    }

    private boolean send(WaitingPage listener, String text) {
        try {
            listener.exchange().getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            listener.exchange().getResponseBody().flush();
            return true;
        } catch (IOException e) {
            end(listener);
            return false;
        }
    }

    private void end(WaitingPage listener) {
        open.decrementAndGet();
        listener.exchange().close();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        listeners.forEach(this::end);
        listeners.clear();
    }
}
