package marginlab.store.query;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long something takes: {@code 90}, {@code 45s}, {@code 1h30min}, {@code 3 d}. */
final class LengthOfTime {
    static final String EXPECTED = "a length of time, such as 90 (seconds), 45s, 10min, 1h30min or 2d";

    private static final Map<String, Integer> SECONDS = Map.of(
            "s", 1, "sec", 1, "m", 60, "min", 60, "h", 3600, "d", 86_400, "day", 86_400, "days", 86_400, "w", 604_800);
    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*([a-z]{1,4})\\s*");

    private LengthOfTime() {}

    /** In seconds; empty for another text. */
    static Optional<Double> seconds(String text) {
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(Double.parseDouble(text));
        }
        Matcher part = PART.matcher(text);
        double seconds = 0;
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at && SECONDS.containsKey(part.group(2))) {
            seconds += Double.parseDouble(part.group(1)) * SECONDS.get(part.group(2));
            at = part.end();
        }
        return at == text.length() && at > 0 ? Optional.of(seconds) : Optional.empty();
    }
}
