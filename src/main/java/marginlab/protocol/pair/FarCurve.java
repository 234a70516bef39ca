package marginlab.protocol.pair;

import java.util.function.IntToDoubleFunction;

/**
 * The threshold at which a false accept rate is met, between the thresholds where it was measured.
 *
 * <p>The reference interpolates with a spline of degree one over repeated abscissas, as SciPy did up to 1.8: the last point
 * whose rate is at most the target, and from there linearly to the next point. Where the curve ends in a plateau at the
 * target itself, that spline is zero.
 */
final class FarCurve {
    private FarCurve() {}

    /**
     * @param rates false accept rate at each threshold, never falling
     * @param thresholds {@code [T]}, T at least 2
     * @return the threshold for the target, 0 when no rate reaches it
     */
    static double threshold(IntToDoubleFunction rates, double[] thresholds, double target) {
        int last = thresholds.length - 1;
        double highest = rates.applyAsDouble(last);
        if (highest < target || rates.applyAsDouble(0) > target) {
            return 0;
        }
        if (highest == target) {
            return rates.applyAsDouble(last - 1) < target ? thresholds[last] : 0;
        }
        int below = 0;
        int above = last;
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            if (rates.applyAsDouble(middle) > target) {
                above = middle;
            } else {
                below = middle;
            }
        }
        double low = rates.applyAsDouble(below);
        double high = rates.applyAsDouble(above);
        // The order of operations is the spline's, so that the last digit is too.
        double weight = 1 / (high - low);
        return thresholds[below] * (weight * (high - target)) + thresholds[above] * (weight * (target - low));
    }
}
