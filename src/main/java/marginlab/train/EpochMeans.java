package marginlab.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Running means over the steps of an epoch.
 *
 * <p>Text form, which a checkpoint keeps so that an epoch that was interrupted has the means of all its steps: {@code
 * {"images":256,"seconds":1.5,"sums":{"loss":[5.25,2]}}}, of each figure the sum and the number of values.
 */
final class EpochMeans {
    private static final String IMAGES = "images";
    private static final String SECONDS = "seconds";
    private static final String SUMS = "sums";

    private final Map<String, double[]> sums = new LinkedHashMap<>();
    private final long startedNanos = System.nanoTime();
    private double secondsBefore;
    private long images;

    /** Goes on from a text form; an empty one, as older checkpoints have it, is the start of an epoch. */
    static EpochMeans parse(String text) {
        EpochMeans figures = new EpochMeans();
        if (!text.isEmpty()) {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            figures.images = json.get(IMAGES).getAsLong();
            figures.secondsBefore = json.get(SECONDS).getAsDouble();
            for (Map.Entry<String, JsonElement> entry :
                    json.getAsJsonObject(SUMS).entrySet()) {
                JsonArray sum = entry.getValue().getAsJsonArray();
                figures.sums.put(
                        entry.getKey(),
                        new double[] {sum.get(0).getAsDouble(), sum.get(1).getAsDouble()});
            }
        }
        return figures;
    }

    String text() {
        JsonObject all = new JsonObject();
        // A sum that is not finite has no form in JSON; its mean would be left out anyway.
        sums.forEach((key, sum) -> {
            if (Double.isFinite(sum[0])) {
                JsonArray pair = new JsonArray();
                pair.add(sum[0]);
                pair.add(sum[1]);
                all.add(key, pair);
            }
        });
        JsonObject json = new JsonObject();
        json.addProperty(IMAGES, images);
        json.addProperty(SECONDS, seconds());
        json.add(SUMS, all);
        return json.toString();
    }

    void add(String key, double value) {
        add(key, value, 1);
    }

    /** Adds the mean of several values with their number. */
    void add(String key, double mean, int count) {
        double[] sum = sums.computeIfAbsent(key, k -> new double[2]);
        sum[0] += mean * count;
        sum[1] += count;
    }

    void images(int count) {
        images += count;
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - startedNanos) / 1e9;
    }

    /** Images a second since the epoch began, without the time that it lay interrupted. */
    double imagesPerSecond() {
        return images / seconds();
    }

    /** Means by key, and images a second; figures that are not finite are left out. */
    SortedMap<String, Double> means() {
        SortedMap<String, Double> means = new TreeMap<>();
        sums.forEach((key, sum) -> means.put(key, sum[0] / sum[1]));
        means.put("images-per-second", imagesPerSecond());
        means.values().removeIf(value -> !Double.isFinite(value));
        return means;
    }
}
