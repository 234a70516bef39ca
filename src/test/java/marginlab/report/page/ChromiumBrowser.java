package marginlab.report.page;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real Chromium without a window and one page in it, driven through its DevTools protocol. */
public final class ChromiumBrowser implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    /** Pages that may follow one another while one condition is waited for. */
    private static final int MOST_PAGES = 20;
    /** How DevTools says that the page which was asked has made way for another. */
    private static final List<String> LEFT = List.of(
            "Inspected target navigated or closed",
            "Execution context was destroyed",
            "Cannot find context",
            "Cannot find default execution context",
            "Promise was collected");

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final String session;

    private ChromiumBrowser(Path profile, Process process, URI address) throws Exception {
        this.profile = profile;
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String target = send("", "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .getAsString();
        this.session = send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .getAsString();
        for (String domain : List.of("Runtime", "Log", "Network", "Page")) {
            ask(domain + ".enable", Map.of());
        }
    }

    /** The page is no longer the one that was asked. */
    private static final class PageLeftException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        PageLeftException(String message) {
            super(message);
        }
    }

    /** Whether one is installed. */
    public static boolean isFound() {
        return executable().isPresent();
    }

    private static Optional<Path> executable() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static ChromiumBrowser start() throws Exception {
        Path profile = Files.createTempDirectory("marginlab-browser");
        List<String> command =
                new ArrayList<>(List.of(executable().orElseThrow().toString()));
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                Thread drain = new Thread(() -> lines.lines().forEach(rest -> {}));
                drain.setDaemon(true);
                drain.start();
                return new ChromiumBrowser(
                        profile, process, URI.create(line.substring("DevTools listening on ".length())));
            }
        }
        throw new IOException("the browser ended before it listened");
    }

    /** Sets the size of the page in pixels, and whether the person likes it dark. */
    public void view(int width, int height, boolean dark) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        ask(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Opens an address and waits until the page and its scripts are loaded. */
    public void open(String address) {
        complaints.clear();
        requests.clear();
        ask("Page.navigate", Map.of("url", address));
        await("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /** The value of an expression in the page. */
    public JsonElement value(String expression) {
        JsonObject answer =
                ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer);
        }
        JsonElement value = answer.getAsJsonObject("result").get("value");
        return value == null ? JsonNull.INSTANCE : value;
    }

    /** Waits until an expression holds, asking the page once a frame; a page that leaves for the next one is asked there. */
    public void await(String condition) {
        String look = "new Promise((done) => { const end = performance.now() + 30000; const look = () => {"
                + " let held = false; try { held = Boolean(" + condition + "); } catch (e) { held = false; }"
                + " if (held || performance.now() > end) done(held); else setTimeout(look, 20); }; look(); })";
        Optional<Boolean> held = Optional.empty();
        for (int page = 0; held.isEmpty() && page < MOST_PAGES; page++) {
            try {
                held = Optional.of(value(look).getAsBoolean());
            } catch (PageLeftException e) {
                // What was asked went with the page.
            }
        }
        if (!held.orElse(false)) {
            throw new IllegalStateException("never came true: " + condition + "; the page said " + complaints);
        }
    }

    /** Clicks into the middle of the first element that a selector finds. */
    public void click(String selector) {
        JsonArray at = value("(() => { const e = document.querySelector(" + quoted(selector)
                        + "); e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = e.getBoundingClientRect();"
                        + " return [r.x + r.width / 2, r.y + r.height / 2]; })()")
                .getAsJsonArray();
        for (String type : List.of("mousePressed", "mouseReleased")) {
            ask(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "button", "left", "clickCount", 1, "x", at.get(0), "y", at.get(1)));
        }
    }

    /** Presses a key by its name: {@code Tab}, {@code Enter}. */
    public void press(String key) {
        String text = key.equals("Enter") ? "\r" : "";
        int code = key.equals("Enter") ? 13 : key.equals("Tab") ? 9 : 0;
        ask(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", key, "code", key, "text", text, "windowsVirtualKeyCode", code));
        ask("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
    }

    /** Types into what has the focus. */
    public void type(String text) {
        ask("Input.insertText", Map.of("text", text));
    }

    /** What is to be seen, as a PNG. */
    public byte[] picture() {
        return Base64.getDecoder()
                .decode(ask("Page.captureScreenshot", Map.of("format", "png"))
                        .get("data")
                        .getAsString());
    }

    /** Errors and warnings of the console since the page was opened. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Every address that the page asked for since it was opened. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }

    private JsonObject ask(String method, Map<String, Object> parameters) {
        return send(session, method, parameters);
    }

    private JsonObject send(String to, String method, Map<String, Object> parameters) {
        int number = numbers.incrementAndGet();
        JsonObject message = new JsonObject();
        message.addProperty("id", number);
        message.addProperty("method", method);
        message.add("params", new Gson().toJsonTree(parameters));
        if (!to.isEmpty()) {
            message.addProperty("sessionId", to);
        }
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        socket.sendText(message.toString(), true).join();
        JsonObject whole = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (whole.has("error")) {
            String error = method + ": " + whole.get("error");
            throw LEFT.stream().anyMatch(error::contains)
                    ? new PageLeftException(error)
                    : new IllegalStateException(error);
        }
        return whole.getAsJsonObject("result");
    }

    private void take(JsonObject message) {
        if (message.has("id")) {
            waiting.remove(message.get("id").getAsInt()).complete(message);
            return;
        }
        JsonObject about = message.getAsJsonObject("params");
        switch (message.get("method").getAsString()) {
            case "Runtime.exceptionThrown" ->
                complaints.add(about.get("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning", "assert")
                        .contains(about.get("type").getAsString())) {
                    complaints.add(about.get("args").toString());
                }
            }
            case "Log.entryAdded" -> complaints.add(about.get("entry").toString());
            case "Network.requestWillBeSent" ->
                requests.add(about.getAsJsonObject("request").get("url").getAsString());
            default -> {}
        }
    }

    /** Puts the parts of a message together. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            parts.append(text);
            if (last) {
                take(JsonParser.parseString(parts.toString()).getAsJsonObject());
                parts.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, text, last);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Chromium's own children may still be ending; the system empties its folder for such files.
        }
    }
}
