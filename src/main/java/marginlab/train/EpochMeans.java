package marginlab.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.file.json.Json;

/**
 * Running means over the steps of an epoch.
 *
 * <p>Text form, which a checkpoint keeps so that an epoch that was interrupted has the means of all its steps: {@code
 * {"images":256,"seconds":1.5,"sums":{"loss":[5.25,2]}}}, of each figure the sum and the number of values.
 */
final class EpochMeans {
    /** @param sums of each figure the sum and the number of values */
    private record SavedMeans(long images, double seconds, Map<String, double[]> sums) {}

    private final Map<String, double[]> sums = new LinkedHashMap<>();
    private final long startedNanos = System.nanoTime();
    private double secondsBefore;
    private long images;

    /** Goes on from a text form; an empty one, as older checkpoints have it, is the start of an epoch. */
    static EpochMeans parse(String text) {
        EpochMeans figures = new EpochMeans();
        if (!text.isEmpty()) {
            SavedMeans kept = Json.read(text, SavedMeans.class);
            figures.images = kept.images();
            figures.secondsBefore = kept.seconds();
            kept.sums().forEach((key, sum) -> figures.sums.put(key, sum.clone()));
        }
        return figures;
    }

    String text() {
        Map<String, double[]> finite = new LinkedHashMap<>(sums);
        // A sum that is not finite has no form in JSON; its mean would be left out anyway.
        finite.values().removeIf(sum -> !Double.isFinite(sum[0]));
        return Json.line(new SavedMeans(images, seconds(), finite));
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
