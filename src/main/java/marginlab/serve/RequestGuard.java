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
    private static final String COOKIE = "marginlab-token=";
    private static final int TOKEN_BYTES = 16;
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final List<String> hosts;
    private final String token;

    private RequestGuard(List<String> hosts, String token) {
        this.hosts = hosts;
        this.token = token;
    }

    /** Loopback needs no token; any other address does. */
    static RequestGuard of(String host, InetAddress address) {
        if (address.isLoopbackAddress()) {
            return new RequestGuard(List.of("localhost", "127.0.0.1", "[::1]", host.toLowerCase(Locale.ROOT)), "");
        }
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return new RequestGuard(List.of(), HexFormat.of().formatHex(random));
    }

    /** What follows the address in the link that a person opens. */
    String query() {
        return token.isEmpty() ? "" : "?token=" + token;
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
        if (!METHODS.contains(exchange.getRequestMethod())) {
            headers.set("Allow", "GET, HEAD");
            return Optional.of(HttpAnswer.text(405, "This page only reads: GET\n"));
        }
        if (!isOurHost(exchange.getRequestHeaders().getFirst("Host"))) {
            return Optional.of(HttpAnswer.text(421, "This is not the host you asked for\n"));
        }
        return checkToken(exchange);
    }

    private Optional<HttpAnswer> checkToken(HttpExchange exchange) {
        if (token.isEmpty() || isToken(cookie(exchange))) {
            return Optional.empty();
        }
        if (isToken(QueryParameters.of(exchange).text("token"))) {
            exchange.getResponseHeaders().set("Set-Cookie", COOKIE + token + "; HttpOnly; SameSite=Strict; Path=/");
            exchange.getResponseHeaders().set("Location", "/");
            return Optional.of(HttpAnswer.text(303, "Welcome\n"));
        }
        return Optional.of(HttpAnswer.text(401, "Open the link that serve printed: it holds the token\n"));
    }

    private boolean isOurHost(String host) {
        return hosts.isEmpty()
                || host != null && hosts.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", ""));
    }

    private boolean isToken(String given) {
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
