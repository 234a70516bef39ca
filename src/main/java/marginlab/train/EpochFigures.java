package marginlab.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Running means over the steps of an epoch. */
final class EpochFigures {
    private final Map<String, double[]> sums = new LinkedHashMap<>();
    private final long startedNanos = System.nanoTime();
    private long images;

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

    /** Images a second since the epoch began. */
    double imagesPerSecond() {
        return images / ((System.nanoTime() - startedNanos) / 1e9);
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
