package marginlab.stats;

import java.util.List;

/**
 * What the same setting with the same seed gives when it is run again: nothing smaller can be told from nothing.
 *
 * <p>Deviation of one run, from pairs of repeats with differences d: {@code sqrt(sum d^2 / (2 k))}.
 */
public final class NoiseFloor {
    private NoiseFloor() {}

    /** The deviation between repeats, from the differences within k pairs of them, at least one. */
    public static double deviation(List<Double> differences) {
        double squares = differences.stream().mapToDouble(d -> d * d).sum();
        return Math.sqrt(squares / (2 * differences.size()));
    }
}
