package marginlab.stats;

import java.util.List;

/**
 * What the same setting with the same seed gives when it is run again: nothing smaller can be told from nothing.
 *
 * <p>Deviation of one run, from k pairs of runs with differences d: {@code sqrt(sum d^2 / (2 k))}.
 *
 * @param differences a repeat less the first run of its seed, finite, at least one
 */
public record NoiseFloor(List<Double> differences) {
    public NoiseFloor {
        differences = List.copyOf(differences);
        if (differences.isEmpty() || differences.stream().anyMatch(d -> !Double.isFinite(d))) {
            throw new IllegalArgumentException("a noise floor is of finite differences, at least one: " + differences);
        }
    }

    /** Pairs of runs. */
    public int n() {
        return differences.size();
    }

    /** {@code max |d|}. */
    public double largest() {
        return differences.stream().mapToDouble(Math::abs).max().orElseThrow();
    }

    /** {@code sum |d| / k}. */
    public double mean() {
        return differences.stream().mapToDouble(Math::abs).sum() / n();
    }

    /** The deviation of one run. */
    public double deviation() {
        double squares = differences.stream().mapToDouble(d -> d * d).sum();
        return Math.sqrt(squares / (2 * n()));
    }
}
