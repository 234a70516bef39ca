package marginlab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * What row and seed do not explain of a column: {@code y(r, k) = row(r) + seed(k) + e(r, k)} by least squares, where cells may be
 * missing.
 *
 * <p>With the rows' means taken off, what is left is a regression on the seeds. {@code C(r)} centres row r over its seeds and {@code
 * G} is the pseudo-inverse of {@code sum C(r)}; the residuals of row r are {@code C(r) (y(r) - G sum C(j) y(j))}. Where each row
 * has a variance of its own, {@code E[sum over k of e(r, k)^2] = sum over j of A(r, j) variance(j)} with {@code A(r, j) =
 * tr(C(r) G C(j) G)} for another row and {@code A(r, r) = tr(C(r)) - 2 tr(C(r) G) + tr(C(r) G C(r) G)}: solved for the variances,
 * it frees a quiet row of what noisy rows bring into the seeds' effects (Grubbs 1948 is the case without gaps).
 */
final class AdditiveFit {
    /** Below it a singular value is the rounding of sums. */
    private static final double SINGULAR = 1e-9;

    /** Below it a residual is the rounding of sums, not of accuracies. */
    private static final double ROUNDING = 1e-9;

    /** Each halves what is left, or nearly. */
    private static final int MOST_STEPS = 200;

    private final List<Map<Long, Double>> residuals = new ArrayList<>();
    private final double[] freedoms;
    private final double[] variances;
    private double freedom;
    private double variance;

    /** @param rows the figures of each row by seed; a row without figures has no residuals */
    AdditiveFit(List<? extends Map<Long, Double>> rows) {
        List<Long> seeds = List.copyOf(new TreeSet<>(
                rows.stream().flatMap(row -> row.keySet().stream()).toList()));
        freedoms = new double[rows.size()];
        variances = new double[rows.size()];
        if (seeds.isEmpty()) {
            rows.forEach(row -> residuals.add(Map.of()));
        } else {
            fit(rows, seeds);
        }
    }

    /** The residuals of each row by seed. */
    List<Map<Long, Double>> residuals() {
        return residuals;
    }

    /** Degrees of freedom of each row's residuals; they sum to those of the column. */
    double[] freedoms() {
        return freedoms.clone();
    }

    double freedom() {
        return freedom;
    }

    /** The variance of one figure if all rows are equally noisy: {@code sum e^2 / freedom}; 0 where nothing is repeated. */
    double variance() {
        return variance;
    }

    /** Each row's variance without what other rows bring in; may be negative, as unbiased estimates of small ones are. */
    double[] variances() {
        return variances.clone();
    }

    private void fit(List<? extends Map<Long, Double>> rows, List<Long> seeds) {
        // Rows with the same seeds, mostly all of them, share one.
        Map<Set<Long>, RealMatrix> kinds = new HashMap<>();
        List<RealMatrix> centring = rows.stream()
                .map(row -> kinds.computeIfAbsent(row.keySet(), key -> centring(row, seeds)))
                .toList();
        RealMatrix together = new Array2DRowRealMatrix(seeds.size(), seeds.size());
        double[] pull = new double[seeds.size()];
        List<double[]> figures = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            Map<Long, Double> row = rows.get(r);
            double[] figure = seeds.stream()
                    .mapToDouble(seed -> row.getOrDefault(seed, 0.0))
                    .toArray();
            figures.add(figure);
            together = together.add(centring.get(r));
            double[] centred = centring.get(r).operate(figure);
            for (int k = 0; k < pull.length; k++) {
                pull[k] += centred[k];
            }
        }
        RealMatrix inverse = pseudoInverse(together);
        double[] effects = inverse.operate(pull);
        for (int r = 0; r < rows.size(); r++) {
            double[] left = figures.get(r);
            for (int k = 0; k < left.length; k++) {
                left[k] -= effects[k];
            }
            residuals.add(bySeed(rows.get(r), seeds, centring.get(r).operate(left)));
        }
        shares(centring, inverse);
    }

    /** The degrees of freedom of each row, and its variance from the sums of squares of all, by damped fixed-point steps. */
    private void shares(List<RealMatrix> centring, RealMatrix inverse) {
        int rows = freedoms.length;
        double[] squares = new double[rows];
        double[] own = new double[rows];
        double[] kept = new double[rows];
        double[][] brought = brought(centring, inverse);
        for (int r = 0; r < rows; r++) {
            squares[r] =
                    residuals.get(r).values().stream().mapToDouble(e -> e * e).sum();
            double lever = traceOfProduct(centring.get(r), inverse);
            freedoms[r] = Math.max(0, centring.get(r).getTrace() - lever);
            own[r] = brought[r][r];
            kept[r] = centring.get(r).getTrace() - 2 * lever + own[r];
            freedom += freedoms[r];
        }
        double all = Arrays.stream(squares).sum();
        variance = freedom < SINGULAR || all < ROUNDING * ROUNDING ? 0 : all / freedom;
        Arrays.fill(variances, variance);
        double moved = Double.MAX_VALUE;
        for (int step = 0; step < MOST_STEPS && moved > SINGULAR * variance; step++) {
            double[] before = variances.clone();
            moved = 0;
            for (int r = 0; r < rows; r++) {
                if (kept[r] > SINGULAR) {
                    double ofOthers = -before[r] * own[r];
                    for (int j = 0; j < rows; j++) {
                        ofOthers += brought[r][j] * before[j];
                    }
                    double change = ((squares[r] - ofOthers) / kept[r] - before[r]) / 2;
                    variances[r] += change;
                    moved = Math.max(moved, Math.abs(change));
                }
            }
        }
    }

    /** {@code tr(C(r) G C(j) G)} of each two rows, once for rows of a kind. */
    private static double[][] brought(List<RealMatrix> centring, RealMatrix inverse) {
        Map<RealMatrix, RealMatrix> levers = new IdentityHashMap<>();
        centring.forEach(one -> levers.computeIfAbsent(one, key -> key.multiply(inverse)));
        Map<RealMatrix, Map<RealMatrix, Double>> known = new IdentityHashMap<>();
        double[][] brought = new double[centring.size()][centring.size()];
        for (int r = 0; r < brought.length; r++) {
            Map<RealMatrix, Double> row = known.computeIfAbsent(centring.get(r), key -> new IdentityHashMap<>());
            RealMatrix lever = levers.get(centring.get(r));
            for (int j = 0; j < brought.length; j++) {
                brought[r][j] = row.computeIfAbsent(centring.get(j), other -> traceOfProduct(lever, levers.get(other)));
            }
        }
        return brought;
    }

    private static double traceOfProduct(RealMatrix a, RealMatrix b) {
        double trace = 0;
        for (int i = 0; i < a.getRowDimension(); i++) {
            for (int k = 0; k < a.getColumnDimension(); k++) {
                trace += a.getEntry(i, k) * b.getEntry(k, i);
            }
        }
        return trace;
    }

    private static RealMatrix centring(Map<Long, Double> row, List<Long> seeds) {
        RealMatrix centring = new Array2DRowRealMatrix(seeds.size(), seeds.size());
        for (int i = 0; i < seeds.size(); i++) {
            for (int k = 0; k < seeds.size(); k++) {
                if (row.containsKey(seeds.get(i)) && row.containsKey(seeds.get(k))) {
                    centring.setEntry(i, k, (i == k ? 1 : 0) - 1.0 / row.size());
                }
            }
        }
        return centring;
    }

    private static Map<Long, Double> bySeed(Map<Long, Double> row, List<Long> seeds, double[] values) {
        Map<Long, Double> bySeed = new TreeMap<>();
        for (int k = 0; k < values.length; k++) {
            if (row.containsKey(seeds.get(k))) {
                bySeed.put(seeds.get(k), values[k]);
            }
        }
        return bySeed;
    }

    private static RealMatrix pseudoInverse(RealMatrix matrix) {
        SingularValueDecomposition parts = new SingularValueDecomposition(matrix);
        RealMatrix scaled = parts.getV().copy();
        double[] values = parts.getSingularValues();
        for (int k = 0; k < values.length; k++) {
            double inverse = values[k] < SINGULAR ? 0 : 1 / values[k];
            for (int i = 0; i < scaled.getRowDimension(); i++) {
                scaled.multiplyEntry(i, k, inverse);
            }
        }
        return scaled.multiply(parts.getUT());
    }
}
