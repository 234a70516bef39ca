package marginlab.stats;

import java.util.function.DoubleUnaryOperator;

/** A smooth function by its values at equal steps, with the cubic through the four nearest of them: an error of about a fortieth of
 * {@code step^4} times the fourth derivative. */
final class CubicTable {
    private final double from;
    private final double step;
    private final double[] values;

    /** Beyond both ends the value at the end holds. */
    CubicTable(DoubleUnaryOperator function, double from, double to, double step) {
        this.from = from;
        this.step = step;
        values = new double[1 + (int) Math.round((to - from) / step)];
        for (int i = 0; i < values.length; i++) {
            values[i] = function.applyAsDouble(from + i * step);
        }
    }

    double at(double x) {
        double place = (x - from) / step;
        int last = values.length - 1;
        if (place <= 0 || place >= last) {
            return values[place <= 0 ? 0 : last];
        }
        int i = Math.max(1, Math.min((int) place, last - 2));
        double t = place - i;
        return values[i]
                + t
                        * ((values[i + 1] - values[i - 1]) / 2
                                + (values[i + 1] - 2 * values[i] + values[i - 1]) / 2 * t
                                + (values[i + 2] - 3 * values[i + 1] + 3 * values[i] - values[i - 1])
                                        / 6
                                        * (t * t - 1));
    }
}
