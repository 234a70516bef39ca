package marginlab.serve;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of an address after its question mark. */
record QueryParameters(Map<String, String> values) {

    /** @param raw as it was sent; null for none */
    static QueryParameters of(String raw) {
        Map<String, String> values = new LinkedHashMap<>();
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

    /** The parts of a value between commas, in their order, each once. */
    List<String> list(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    /** A whole number from 0 to a bound; {@code otherwise} where none is given. */
    long whole(String name, long otherwise, long most) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) > most) {
            throw new RefusedRequest(400, name + ": found '" + text + "'; expected a number from 0 to " + most);
        }
        return Long.parseLong(text);
    }

    /** The same without one of them, as an address has it. */
    String without(String name) {
        return values.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name))
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
