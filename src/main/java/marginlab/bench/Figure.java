package marginlab.bench;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured quantity.
 *
 * @param what was measured: {@code train speed}
 * @param settings under which, by name
 * @param median of the samples
 * @param low their 10th percentile
 * @param high their 90th percentile
 * @param unit of the three numbers
 */
public record Figure(String what, Map<String, String> settings, double median, double low, double high, String unit) {
    public Figure {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The figure of some samples, at least one. */
    public static Figure of(String what, Map<String, String> settings, Collection<Double> samples, String unit) {
        double[] sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Figure(
                what, settings, percentile(sorted, 0.5), percentile(sorted, 0.1), percentile(sorted, 0.9), unit);
    }

    /** Linear between the two nearest samples. */
    private static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    public JsonObject toJson() {
        JsonObject names = new JsonObject();
        settings.forEach(names::addProperty);
        JsonObject document = new JsonObject();
        document.addProperty("what", what);
        document.add("settings", names);
        document.addProperty("median", median);
        document.addProperty("low", low);
        document.addProperty("high", high);
        document.addProperty("unit", unit);
        return document;
    }

    /** Reads what {@link #toJson} made. */
    public static Figure fromJson(JsonObject document) {
        Map<String, String> settings = new LinkedHashMap<>();
        document.getAsJsonObject("settings")
                .entrySet()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().getAsString()));
        return new Figure(
                document.get("what").getAsString(),
                settings,
                document.get("median").getAsDouble(),
                document.get("low").getAsDouble(),
                document.get("high").getAsDouble(),
                document.get("unit").getAsString());
    }
}
