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
 * @param low the lowest of them
 * @param high the highest of them
 * @param unit of the three numbers
 */
public record BenchFigure(
        String what, Map<String, String> settings, double median, double low, double high, String unit) {
    public BenchFigure {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The figure of some samples, at least one. */
    public static BenchFigure of(String what, Map<String, String> settings, Collection<Double> samples, String unit) {
        double[] sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new BenchFigure(what, settings, median, sorted[0], sorted[sorted.length - 1], unit);
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
    public static BenchFigure fromJson(JsonObject document) {
        Map<String, String> settings = new LinkedHashMap<>();
        document.getAsJsonObject("settings")
                .entrySet()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().getAsString()));
        return new BenchFigure(
                document.get("what").getAsString(),
                settings,
                document.get("median").getAsDouble(),
                document.get("low").getAsDouble(),
                document.get("high").getAsDouble(),
                document.get("unit").getAsString());
    }
}
