package marginlab.verify;

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
     * @param rates false accept rates that never fall, {@code [T]}, T at least 2
     * @param thresholds {@code [T]}
     * @return the threshold for the target, 0 when no rate reaches it
     */
    static double threshold(double[] rates, double[] thresholds, double target) {
        int last = rates.length - 1;
        if (rates[last] < target || rates[0] > target) {
            return 0;
        }
        if (rates[last] == target) {
            return rates[last - 1] < target ? thresholds[last] : 0;
        }
        int below = last - 1;
        while (rates[below] > target) {
            below--;
        }
        // The order of operations is the spline's, so that the last digit is too.
        double weight = 1 / (rates[below + 1] - rates[below]);
        return thresholds[below] * (weight * (rates[below + 1] - target))
                + thresholds[below + 1] * (weight * (target - rates[below]));
    }
}
