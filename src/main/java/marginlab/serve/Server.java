package marginlab.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.Store;

/**
 * The live page's server. It answers a closed list of addresses, reads the store, and writes nothing but the tags and notes that a
 * person sets on its pages.
 */
public final class Server implements AutoCloseable {
    private static final int THREADS = 8;

    /** A client that sends half a request holds a thread until it is cut off: there are more of them than a page needs. */
    private static final int MOST_THREADS = 128;

    private static final int WAITING = 256;
    private static final int MOST_ROWS = 500;
    private static final int ROWS = 100;

    static {
        // Bounds that the JDK's server reads once: seconds for a request to arrive, seconds for an answer to be
        // read, connections at a time.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", String.valueOf(ChangeFeed.LIFETIME_SECONDS + 30));
        System.setProperty("jdk.httpserver.maxConnections", "1000");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "65536");
    }

    private final HttpServer http;
    private final RequestGuard guard;
    private final LiveApi api;
    private final ChangeFeed feed;
    private final ThreadPoolExecutor threads;
    private final String host;
    private final Map<String, Route> routes;
    private final ShippedFiles files = new ShippedFiles();
    private final RemarkDesk desk;

    /** Answers one address. */
    private interface Route {
        HttpAnswer answer(QueryParameters query, String raw) throws IOException;
    }

    /** Whether a page may set tags and notes, and what it must send with them. */
    private record EditingRights(boolean allowed, String token) {}

    private Server(HttpServer http, RequestGuard guard, String host, LiveApi api, RemarkDesk desk) {
        this.http = http;
        this.guard = guard;
        this.host = host;
        this.api = api;
        this.desk = desk;
        this.feed = new ChangeFeed(api::fingerprint);
        this.threads = new ThreadPoolExecutor(
                THREADS, MOST_THREADS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), Server::daemon);
        this.routes = Map.ofEntries(
                Map.entry("/api/now", (query, raw) -> HttpAnswer.json(api.now())),
                Map.entry("/api/experiments", (query, raw) -> HttpAnswer.json(api.experiments())),
                Map.entry("/api/experiment", (query, raw) -> api.experiment(query.text("name"))),
                Map.entry("/api/runs", this::runs),
                Map.entry("/api/runs.csv", this::csv),
                Map.entry("/api/columns", (query, raw) -> HttpAnswer.json(api.columns())),
                Map.entry("/api/run", (query, raw) -> HttpAnswer.json(api.run(query.text("id")))),
                Map.entry("/api/log", this::log),
                Map.entry(
                        "/api/curves",
                        (query, raw) -> HttpAnswer.json(api.curves(query.list("ids"), query.text("figure")))),
                Map.entry("/api/charts", (query, raw) -> api.charts(query.list("ids"))),
                Map.entry(
                        "/api/compare",
                        (query, raw) -> HttpAnswer.json(
                                api.compare(query.list("ids"), query.text("all").isEmpty()))),
                Map.entry("/api/editing", (query, raw) -> HttpAnswer.json(editing())));
    }

    private HttpAnswer runs(QueryParameters query, String raw) {
        int from = (int) query.whole("from", 0, Integer.MAX_VALUE);
        int count = (int) query.whole("count", ROWS, MOST_ROWS);
        return HttpAnswer.json(api.runs(raw, query.text("with"), from, count));
    }

    private HttpAnswer csv(QueryParameters query, String raw) {
        return new HttpAnswer(200, "text/csv; charset=utf-8", api.csv(raw).getBytes(StandardCharsets.UTF_8))
                .savedAs("runs.csv");
    }

    private HttpAnswer log(QueryParameters query, String raw) throws IOException {
        return HttpAnswer.json(api.log(query.text("id"), query.whole("after", -1, Long.MAX_VALUE)));
    }

    private EditingRights editing() {
        return new EditingRights(desk.isOpen(), desk.isOpen() ? guard.writingToken() : "");
    }

    /**
     * Starts to serve, and writes nothing.
     *
     * @param store opened for reading
     * @param folders where a run keeps its log, by trial id
     * @param host loopback unless the user says otherwise
     * @param port 0 for any free one
     */
    public static Server start(Store store, Function<String, Path> folders, String host, int port) throws IOException {
        return start(store, folders, host, port, Optional.empty(), false);
    }

    /**
     * Starts to serve.
     *
     * @param writer takes the tags and notes that a person sets; empty where nothing may be written
     * @param fromElsewhere whether they may be set where others than this machine's users reach the page
     */
    public static Server start(
            Store store,
            Function<String, Path> folders,
            String host,
            int port,
            Optional<RemarkWriter> writer,
            boolean fromElsewhere)
            throws IOException {
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
        RequestGuard guard = RequestGuard.of(host, address.getAddress(), ShippedFiles.pages());
        boolean mayWrite = fromElsewhere || address.getAddress().isLoopbackAddress();
        RemarkDesk desk = new RemarkDesk(writer.filter(any -> mayWrite));
        Server server = new Server(http, guard, host, api, desk);
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
        String path = exchange.getRequestURI().getPath();
        String raw = exchange.getRequestURI().getRawQuery();
        try {
            if (path.equals(RequestGuard.WRITING)) {
                return HttpAnswer.json(desk.take(exchange.getRequestBody(), api.page()));
            }
            if (files.has(path)) {
                return files.at(path, unpacks(exchange));
            }
            Route route = routes.get(path);
            if (route == null) {
                return HttpAnswer.text(404, "There is no such page\n");
            }
            HttpAnswer answer = route.answer(QueryParameters.of(raw), raw);
            return unpacks(exchange) ? answer.packed() : answer;
        } catch (RefusedRequest e) {
            return e.answer();
        } catch (ProblemException e) {
            return HttpAnswer.text(404, e.getMessage() + "\n");
        } catch (IOException | RuntimeException e) {
            return HttpAnswer.text(500, "This failed: " + e.getMessage() + "\n");
        }
    }

    private static boolean unpacks(HttpExchange exchange) {
        String encodings = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return encodings != null && encodings.contains("gzip");
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    /** Of a HEAD request the head alone, with the length that the body would have. */
    private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        String tag = answer.headers().get("ETag");
        if (tag != null && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
            return;
        }
        if (isHead(exchange)) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.body().length));
            exchange.sendResponseHeaders(answer.status(), -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
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
