package marginlab.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * The largest of several Student's t, of which those of a group share a baseline: what a comparison of many rows with one is held to
 * (Dunnett 1955), and of several columns.
 *
 * <p>Within a group {@code corr(T(i), T(j)) = l(i) l(j)}, so that given the baseline's luck z the rest is independent: {@code G(x) =
 * P(max |Z(i)| <= x) = E over z of the product over i of [F((x + l(i) z) / s(i)) - F((-x + l(i) z) / s(i))]}, F the normal
 * distribution function and {@code s = sqrt(1 - l^2)}. {@code P(max |T| <= t) = E[G(t U)]}, U the root of a chi-squared variable over
 * its degrees of freedom. Groups are taken for independent, U and all, which is on the safe side where they go together (Sidak 1967). Where the degrees of freedom differ from row to row, each row takes its own for all (Hasler and Hothorn 2008).
 */
final class DunnettDistribution {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** Right to ten digits. */
    private static final CubicTable STANDARD = new CubicTable(NORMAL::cumulativeProbability, -8.5, 8.5, 1.0 / 128);

    /** A normal variable is nearly never beyond. */
    private static final double END = 10;

    private static final double STEP = 0.05;

    /** The trapezoid rule over z is exact to rounding with steps of this, times the narrowest s. */
    private static final double FINE = 0.5;

    private static final double WIDEST_STEP = 0.5;
    private static final double FARTHEST_Z = 8;

    /** A loading of 1 leaves nothing of its own; rows are never that quiet beside a baseline. */
    private static final double LARGEST_LOADING = 0.999;

    /** With fewer degrees of freedom U is spread widely, and with more it is narrow. */
    private static final double FEW = 30;

    /** Of the logarithm of a critical value. */
    private static final double ACCURACY = 1e-7;

    private static final double LARGEST_T = 1e6;
    private static final int MOST_EVALUATIONS = 200;

    /** {@code 1 - G} of each kind of group, and how many groups are of it: columns mostly have the same rows. */
    private final Map<CubicTable, Integer> kinds = new LinkedHashMap<>();

    private final int count;

    /** @param groups the loadings of each, 0 to 1: {@code sqrt(variance(baseline) / (variance(baseline) + variance(row)))} */
    DunnettDistribution(List<double[]> groups) {
        count = groups.stream().mapToInt(group -> group.length).sum();
        Map<List<Double>, Integer> alike = new LinkedHashMap<>();
        groups.forEach(
                group -> alike.merge(Arrays.stream(group).sorted().boxed().toList(), 1, Integer::sum));
        alike.forEach((list, times) -> {
            double[] loadings = list.stream().mapToDouble(Double::doubleValue).toArray();
            kinds.put(new CubicTable(x -> 1 - within(loadings, x), 0, END, STEP), times);
        });
    }

    /** {@code P(max |T| >= |t|)}: a p-value adjusted for all comparisons. */
    double p(double t, double freedom) {
        double alone = StudentT.p(t, freedom);
        return Math.min(1, Math.min(count * alone, Math.max(alone, together(Math.abs(t), freedom))));
    }

    /** What the largest of all stays below with this confidence. */
    double critical(double confidence, double freedom) {
        double alone = StudentT.critical(confidence, freedom);
        double each = StudentT.critical(1 - (1 - confidence) / count, freedom);
        if (each - alone < 1e-9 || each > LARGEST_T) {
            return each;
        }
        double low = Math.log(alone / 1.05);
        double high = Math.log(each * 1.05);
        return Math.exp(new BrentSolver(ACCURACY)
                .solve(MOST_EVALUATIONS, log -> together(Math.exp(log), freedom) - (1 - confidence), low, high));
    }

    private double together(double t, double freedom) {
        double below = 1;
        for (Map.Entry<CubicTable, Integer> kind : kinds.entrySet()) {
            CubicTable beyond = kind.getKey();
            double one = freedom < FEW ? overX(beyond, t, freedom) : StudentT.mean(u -> beyond.at(t * u), freedom);
            below *= Math.pow(1 - Math.min(1, one), kind.getValue());
        }
        return 1 - below;
    }

    /** {@code integral of (1 - G(x)) density(x / t) / t dx}, by Simpson's rule over what is tabulated. */
    private static double overX(CubicTable beyond, double t, double freedom) {
        if (t == 0) {
            return 1;
        }
        int steps = (int) Math.round(END / STEP);
        DoubleUnaryOperator density = StudentT.density(freedom);
        double sum = freedom > 1 ? 0 : beyond.at(0) * density.applyAsDouble(0);
        for (int i = 1; i <= steps; i++) {
            double weight = i == steps ? 1 : i % 2 == 0 ? 2 : 4;
            sum += weight * beyond.at(i * STEP) * density.applyAsDouble(i * STEP / t);
        }
        return sum * STEP / 3 / t;
    }

    private static double within(double[] loadings, double x) {
        double widest = Math.min(LARGEST_LOADING, loadings[loadings.length - 1]);
        double step = Math.min(WIDEST_STEP, FINE * Math.sqrt(1 - widest * widest));
        double sum = 0;
        for (int k = 0; k * step < FARTHEST_Z; k++) {
            double z = k * step;
            double density = FastMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            sum += (k == 0 ? 1 : 2) * density * product(loadings, x, z);
        }
        return Math.min(1, step * sum);
    }

    private static double product(double[] loadings, double x, double z) {
        double product = 1;
        double last = Double.NaN;
        double one = 1;
        for (double raw : loadings) {
            if (raw != last) {
                double loading = Math.min(LARGEST_LOADING, raw);
                double rest = Math.sqrt(1 - loading * loading);
                one = STANDARD.at((x + loading * z) / rest) - STANDARD.at((-x + loading * z) / rest);
                last = raw;
            }
            product *= one;
        }
        return product;
    }
}
