package marginlab.bench;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Median;

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
        return of(
                what,
                settings,
                samples.stream().mapToDouble(Double::doubleValue).toArray(),
                unit);
    }

    /** The same of durations in seconds, told in milliseconds where they are {@code brief}. */
    static BenchFigure ofSeconds(String what, Map<String, String> settings, Collection<Double> seconds, boolean brief) {
        return of(what, settings, BenchSizes.times(seconds, brief ? 1e3 : 1), brief ? "ms" : "s");
    }

    /** The figure of some samples, at least one. */
    public static BenchFigure of(String what, Map<String, String> settings, double[] samples, String unit) {
        return new BenchFigure(
                what, settings, new Median().evaluate(samples), StatUtils.min(samples), StatUtils.max(samples), unit);
    }
}
