package marginlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Times a piece of work that is done again and again. */
final class BenchTimer {
    /** The compiler of a JVM works beside what it compiles: until it is done, times are not those of the program. */
    private static final double WARM_UP_SECONDS = 2;

    private static final double LONGEST_SECONDS = 10;

    private BenchTimer() {}

    /**
     * The seconds of some runs, after a warm-up of as many runs or two seconds, whichever is less. A run that is longer than
     * the warm-up warms itself up, and counts.
     *
     * @param most runs; fewer, but at least one, when they take more than ten seconds together
     * @param work its value is used, so that it cannot be left out
     */
    static List<Double> seconds(int most, LongSupplier work) {
        List<Double> seconds = new ArrayList<>();
        long sink = repeat(most, WARM_UP_SECONDS, work, seconds);
        if (seconds.get(0) < WARM_UP_SECONDS) {
            seconds.clear();
        }
        double spent = seconds.stream().mapToDouble(Double::doubleValue).sum();
        sink += repeat(most - seconds.size(), LONGEST_SECONDS - spent, work, seconds);
        if (sink == Long.MIN_VALUE) {
            throw new IllegalStateException("no work was done");
        }
        return seconds;
    }

    private static long repeat(int most, double limit, LongSupplier work, List<Double> seconds) {
        long sink = 0;
        double spent = 0;
        for (int run = 0; run < most && spent < limit; run++) {
            long start = System.nanoTime();
            sink += work.getAsLong();
            double took = (System.nanoTime() - start) / 1e9;
            seconds.add(took);
            spent += took;
        }
        return sink;
    }
}
