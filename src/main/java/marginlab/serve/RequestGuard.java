package marginlab.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides who is answered, and sends the headers that keep other pages out. */
final class RequestGuard {
    /** The one address that takes something in. */
    static final String WRITING = "/api/remarks";

    /** The header that a page of ours sends with what it writes, and no other page may send. */
    static final String WRITING_TOKEN = "X-Marginlab-Token";

    private static final String COOKIE = "marginlab-token=";
    private static final int TOKEN_BYTES = 16;
    private static final int LONGEST_QUERY = 8192;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final List<String> hosts;
    private final String token;
    private final Set<String> pages;
    private final String writingToken = random();

    private RequestGuard(List<String> hosts, String token, Set<String> pages) {
        this.hosts = hosts;
        this.token = token;
        this.pages = pages;
    }

    /**
     * Loopback needs no token; any other address does.
     *
     * @param pages that a link with the token may lead to
     */
    static RequestGuard of(String host, InetAddress address, Set<String> pages) {
        if (address.isLoopbackAddress()) {
            List<String> hosts = List.of("localhost", "127.0.0.1", "[::1]", host.toLowerCase(Locale.ROOT));
            return new RequestGuard(hosts, "", pages);
        }
        return new RequestGuard(List.of(), random(), pages);
    }

    private static String random() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** What follows the address in the link that a person opens. */
    String query() {
        return token.isEmpty() ? "" : "?token=" + token;
    }

    /** What a page of ours must send with what it writes; another origin cannot read it. */
    String writingToken() {
        return writingToken;
    }

    /** Sets the headers; an answer means that the request goes no further. */
    Optional<HttpAnswer> check(HttpExchange exchange) {
        Headers headers = exchange.getResponseHeaders();
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Frame-Options", "DENY");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        boolean isWriting = exchange.getRequestURI().getPath().equals(WRITING);
        if (isWriting != exchange.getRequestMethod().equals("POST")
                || !isWriting && !READING.contains(exchange.getRequestMethod())) {
            headers.set("Allow", isWriting ? "POST" : "GET, HEAD");
            return Optional.of(
                    HttpAnswer.text(405, isWriting ? "Only POST is accepted here\n" : "This only reads: GET\n"));
        }
        if (!isOurHost(exchange.getRequestHeaders().getFirst("Host"))) {
            return Optional.of(HttpAnswer.text(421, "This is not the host you asked for\n"));
        }
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null && query.length() > LONGEST_QUERY) {
            return Optional.of(HttpAnswer.text(414, "An address of at most " + LONGEST_QUERY + " characters\n"));
        }
        Optional<HttpAnswer> refused = checkToken(exchange);
        return refused.isEmpty() && isWriting ? checkOrigin(exchange.getRequestHeaders()) : refused;
    }

    /**
     * Only a page of ours writes: browsers tell where a request comes from, a page of elsewhere can send no header of its own
     * without asking first, which is refused above, and cannot read the token that the header must have.
     */
    private Optional<HttpAnswer> checkOrigin(Headers headers) {
        String from = headers.getFirst("Origin");
        String site = headers.getFirst("Sec-Fetch-Site");
        if (from == null || !from.equalsIgnoreCase("http://" + headers.getFirst("Host"))) {
            return Optional.of(HttpAnswer.text(403, "Only a page of this server may write\n"));
        }
        if (site != null && !site.equals("same-origin")) {
            return Optional.of(HttpAnswer.text(403, "Only a page of this server may write\n"));
        }
        String given = headers.getFirst(WRITING_TOKEN);
        if (given == null || !areEqual(given, writingToken)) {
            return Optional.of(HttpAnswer.text(403, "The server has been started anew: reload the page\n"));
        }
        String type = headers.getFirst("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return Optional.of(HttpAnswer.text(415, "Only JSON is accepted\n"));
        }
        return Optional.empty();
    }

    private Optional<HttpAnswer> checkToken(HttpExchange exchange) {
        if (token.isEmpty() || areEqual(cookie(exchange), token)) {
            return Optional.empty();
        }
        QueryParameters query = QueryParameters.of(exchange.getRequestURI().getRawQuery());
        if (areEqual(query.text("token"), token) && READING.contains(exchange.getRequestMethod())) {
            String path = exchange.getRequestURI().getPath();
            String rest = query.without("token");
            exchange.getResponseHeaders().set("Set-Cookie", COOKIE + token + "; HttpOnly; SameSite=Strict; Path=/");
            exchange.getResponseHeaders()
                    .set("Location", (pages.contains(path) ? path : "/") + (rest.isEmpty() ? "" : "?" + rest));
            return Optional.of(HttpAnswer.text(303, "Welcome\n"));
        }
        return Optional.of(HttpAnswer.text(401, "Open the link that serve printed: it holds the token\n"));
    }

    private boolean isOurHost(String host) {
        return hosts.isEmpty()
                || host != null && hosts.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", ""));
    }

    private static boolean areEqual(String given, String token) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String cookie(HttpExchange exchange) {
        List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        return cookies.stream()
                .flatMap(line -> List.of(line.split(";")).stream())
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE))
                .map(cookie -> cookie.substring(COOKIE.length()))
                .findFirst()
                .orElse("");
    }
}
