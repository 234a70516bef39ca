package marginlab.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.Store;

/** The live page's server. It answers a closed list of addresses, reads the store and writes nothing. */
public final class Server implements AutoCloseable {
    private static final int THREADS = 8;

    /** A client that sends half a request holds a thread until it is cut off: there are more of them than a page needs. */
    private static final int MOST_THREADS = 128;

    private static final int WAITING = 256;
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    static {
        // Bounds that the JDK's server reads once: seconds for a request to arrive, seconds for an answer to be
        // read, connections at a time.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", String.valueOf(ChangeFeed.LIFETIME_SECONDS + 30));
        System.setProperty("jdk.httpserver.maxConnections", "1000");
    }

    private final HttpServer http;
    private final RequestGuard guard;
    private final LiveApi api;
    private final ChangeFeed feed;
    private final ThreadPoolExecutor threads;
    private final String host;
    private final Map<String, Route> routes;

    /** Answers one address. */
    private interface Route {
        HttpAnswer answer(QueryParameters query) throws IOException;
    }

    private Server(HttpServer http, RequestGuard guard, String host, LiveApi api) {
        this.http = http;
        this.guard = guard;
        this.host = host;
        this.api = api;
        this.feed = new ChangeFeed(api::fingerprint);
        this.threads = new ThreadPoolExecutor(
                THREADS, MOST_THREADS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), Server::daemon);
        this.routes = Map.of(
                "/", shipped("live.html", "text/html; charset=utf-8"),
                "/live.js", shipped("live.js", "text/javascript; charset=utf-8"),
                "/live.css", shipped("live.css", "text/css; charset=utf-8"),
                "/page.css", shipped("/marginlab/report/page/page.css", "text/css; charset=utf-8"),
                "/echarts.js", shipped(ECHARTS, "text/javascript; charset=utf-8"),
                "/api/runs", query -> HttpAnswer.json(api.runs(query.text("text"), query.text("state"))),
                "/api/run", query -> HttpAnswer.json(api.run(query.text("id"))),
                "/api/experiment", query -> api.experiment(query.text("name")),
                "/api/compare",
                        query -> HttpAnswer.json(
                                api.compare(query.text("ids"), query.text("all").isEmpty())));
    }

    /**
     * Starts to serve.
     *
     * @param store opened for reading
     * @param folders where a run keeps its log, by trial id
     * @param host loopback unless the user says otherwise
     * @param port 0 for any free one
     */
    public static Server start(Store store, Function<String, Path> folders, String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new ProblemException(
                    new Problem("--host " + host, "an unknown host", "a name or address of this machine"));
        }
        HttpServer http;
        try {
            http = HttpServer.create(address, WAITING);
        } catch (IOException e) {
            Problem problem = new Problem(host + ":" + port, e.getMessage(), "a free port", "Choose one with --port");
            throw new ProblemException(problem, e);
        }
        LiveApi api = new LiveApi(store, folders);
        Server server = new Server(http, RequestGuard.of(host, address.getAddress()), host, api);
        http.setExecutor(server.threads);
        server.threads.execute(() -> prepare(api));
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /** A store that cannot be read yet is said to the page that asks. */
    private static void prepare(LiveApi api) {
        try {
            api.prepare();
        } catch (RuntimeException e) {
            // The same comes back as the answer.
        }
    }

    /** Read once, and not before it is asked for. */
    private static Route shipped(String path, String type) {
        AtomicReference<HttpAnswer> read = new AtomicReference<>();
        return query -> {
            if (read.get() == null) {
                read.set(HttpAnswer.resource(path, type));
            }
            return read.get();
        };
    }

    /** The link to open; it holds the token where one is asked for. */
    public String url() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + http.getAddress().getPort() + "/" + guard.query();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Optional<HttpAnswer> refused = guard.check(exchange);
        if (refused.isPresent()) {
            send(exchange, refused.get());
        } else if (exchange.getRequestURI().getPath().equals("/events")) {
            if (isHead(exchange)) {
                send(exchange, new HttpAnswer(200, ChangeFeed.TYPE, new byte[0]));
            } else if (!feed.accept(exchange)) {
                send(exchange, HttpAnswer.text(503, "Too many pages are open\n"));
            }
        } else {
            send(exchange, answer(exchange));
        }
    }

    private HttpAnswer answer(HttpExchange exchange) {
        Route route = routes.get(exchange.getRequestURI().getPath());
        if (route == null) {
            return HttpAnswer.text(404, "There is no such page\n");
        }
        try {
            return route.answer(QueryParameters.of(exchange));
        } catch (ProblemException e) {
            return HttpAnswer.text(404, e.getMessage() + "\n");
        } catch (IOException | RuntimeException e) {
            return HttpAnswer.text(500, "This failed: " + e.getMessage() + "\n");
        }
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    /** Of a HEAD request the head alone, with the length that the body would have. */
    private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        if (isHead(exchange)) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.body().length));
            exchange.sendResponseHeaders(answer.status(), -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        try (OutputStream body = exchange.getResponseBody()) {
            answer.writeTo(body);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "live-page");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        feed.close();
        http.stop(0);
        threads.shutdownNow();
        api.close();
    }
}
