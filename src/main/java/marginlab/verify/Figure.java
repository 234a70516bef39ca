package marginlab.verify;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What something costs on this machine: the median of some runs with the fastest and the slowest.
 *
 * @param what was measured
 * @param settings its sizes, by name
 * @param unit of the numbers: {@code ms}, {@code s}
 * @param plain median of a plain implementation of the reference's algorithm on the same input; empty where that was not run
 */
public record Figure(
        String what,
        SortedMap<String, Long> settings,
        double median,
        double low,
        double high,
        String unit,
        OptionalDouble plain) {
    public Figure {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** Times a piece of work, after one run that does not count; its value is used so that it cannot be left out. */
    static double[] seconds(int runs, LongSupplier work) {
        double[] seconds = new double[runs];
        long sink = work.getAsLong();
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            sink += work.getAsLong();
            seconds[run] = (System.nanoTime() - start) / 1e9;
        }
        if (sink == Long.MIN_VALUE) {
            throw new IllegalStateException("no work was done");
        }
        Arrays.sort(seconds);
        return seconds;
    }

    static Figure of(
            String what, Map<String, Long> settings, double[] sorted, String unit, double scale, double[] plain) {
        return new Figure(
                what,
                new TreeMap<>(settings),
                scale * sorted[sorted.length / 2],
                scale * sorted[0],
                scale * sorted[sorted.length - 1],
                unit,
                plain.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(scale * plain[plain.length / 2]));
    }
}
