package marginlab.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings of figures that are numbers, and samples in another unit. */
final class BenchSizes {
    private BenchSizes() {}

    static Map<String, String> of(String name, long size, String otherName, long otherSize) {
        Map<String, String> sizes = new LinkedHashMap<>();
        sizes.put(name, String.valueOf(size));
        sizes.put(otherName, String.valueOf(otherSize));
        return sizes;
    }

    static List<Double> times(Collection<Double> samples, double factor) {
        return samples.stream().map(sample -> sample * factor).toList();
    }

    /** How much of something is done a second. */
    static List<Double> rates(Collection<Double> seconds, double amount) {
        return seconds.stream().map(sample -> amount / sample).toList();
    }
}
