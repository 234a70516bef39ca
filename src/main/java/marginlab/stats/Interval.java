package marginlab.stats;

import java.util.List;

/**
 * A closed interval that holds an unknown figure with a stated confidence.
 *
 * @param low its lower end
 * @param high its upper end, at least {@code low}
 */
public record Interval(double low, double high) {
    /** What every interval and every test of marginlab is held to, unless several comparisons share it. */
    public static final double CONFIDENCE = 0.95;

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval runs from low to high, not from " + low + " to " + high);
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** Its lower and its upper end. */
    public List<Double> ends() {
        return List.of(low, high);
    }

    public double halfWidth() {
        return (high - low) / 2;
    }
}
