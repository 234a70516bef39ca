package marginlab.serve;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The part of an address after its question mark. */
record QueryParameters(Map<String, String> values) {

    static QueryParameters of(HttpExchange exchange) {
        Map<String, String> values = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            int at = part.indexOf('=');
            if (at > 0) {
                values.putIfAbsent(decoded(part.substring(0, at)), decoded(part.substring(at + 1)));
            }
        }
        return new QueryParameters(values);
    }

    /** A value; empty where it is not given. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
