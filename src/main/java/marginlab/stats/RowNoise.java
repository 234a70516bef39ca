package marginlab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/**
 * How far the figures of each row of a table scatter beyond what row and seed explain, as an estimate that borrows from the other
 * rows and from the other columns: three seeds of one row tell little, three seeds in each of ten rows tell how much a seed matters,
 * and whether one row is noisier than the rest.
 *
 * <p>Each row's variance in a column ({@link AdditiveFit}) is measured in units of the column's; its mean over the columns is drawn
 * towards the other rows' by an inverse chi-squared prior ({@link VariancePrior}; Smyth 2004). The difference of rows r and j over n
 * common seeds has the standard error {@code sqrt((variance(r) + variance(j)) / n)}, with Satterthwaite's degrees of freedom.
 * The prior is fitted to rows, not to differences: all differences share the baseline's luck, so that theirs agree with each
 * other however noisy the rows are, and a prior fitted to them is too sure (simulated, a false verdict in 8 to 30 % of tables).
 *
 * <p>Columns come from the same trainings, so that C of them tell as much as {@code C / (1 + (C - 1) r^2)} independent ones, r^2
 * being their residuals' mean squared correlation.
 */
public final class RowNoise {
    /** Rows are taken to differ by so many standard errors more than is seen: few rows tell little of it. */
    private static final double CAUTION = 3;

    /** The prior counts at most so many times what a row says of itself. */
    private static final double MOST_BORROWED = 2;

    /**
     * The share of all degrees of freedom that a test may claim. The prior is estimated from the same figures, which the t
     * distribution knows nothing of; with this share at most one simulated table in twenty has a false verdict. On other tables than those
     * that it was set on (3, 5, 10 and 16 rows, 2 to 12 seeds, baseline twice as noisy) it was 4.4 % of 3,200.
     */
    private static final double SHARE = 0.45;

    /** The least variance of a row, in units of its column's: below it an estimate is luck. */
    private static final double LEAST = 0.1;

    private static final double ROUNDING = 1e-9;

    private final List<AdditiveFit> fits;
    private final int measured;
    private final double[] relative;
    private final double[] freedoms;

    /**
     * Fits the noise of a table.
     *
     * @param columns for each column the figures of each row by seed, rows in the same order; a row that has none is empty
     */
    public RowNoise(List<? extends List<? extends Map<Long, Double>>> columns) {
        this(columns, columns.size());
    }

    /**
     * Fits the noise of a table with columns that follow from others.
     *
     * @param measured so many are not, and come first: an average tells nothing of a row's noise that its columns do not
     */
    public RowNoise(List<? extends List<? extends Map<Long, Double>>> columns, int measured) {
        this.measured = measured;
        fits = columns.stream().map(AdditiveFit::new).toList();
        int rows = columns.isEmpty() ? 0 : columns.get(0).size();
        relative = new double[rows];
        freedoms = new double[rows];
        Arrays.fill(relative, 1);
        double columnsWorth = effectiveColumns();
        double[] own = new double[rows];
        double[] ownFreedom = new double[rows];
        for (int r = 0; r < rows; r++) {
            measure(r, columnsWorth, own, ownFreedom);
        }
        moderate(own, ownFreedom, columnsWorth);
    }

    /** Degrees of freedom of a difference's test; 0 where nothing is repeated. */
    public double freedom(int column, int row, int other) {
        double whole = fits.get(column).freedom();
        if (whole < ROUNDING) {
            return 0;
        }
        if (freedoms[row] == 0 || freedoms[other] == 0) {
            return whole;
        }
        double a = relative[row];
        double b = relative[other];
        double satterthwaite = (a + b) * (a + b) / (a * a / freedoms[row] + b * b / freedoms[other]);
        return Math.max(1, Math.min(satterthwaite, SHARE * whole));
    }

    /** The standard deviation of one figure of a column, as if all rows were equally noisy; 0 where nothing is repeated. */
    public double deviation(int column) {
        return Math.sqrt(fits.get(column).variance());
    }

    /** The part of a row's variance in that of its difference to another, 0 to 1. */
    double shareOf(int row, int other) {
        return relative[row] / (relative[row] + relative[other]);
    }

    /** The standard error of a mean difference over n common seeds; 0 where nothing is repeated or nothing scatters. */
    public double standardError(int column, int row, int other, int n) {
        return Math.sqrt(fits.get(column).variance() * (relative[row] + relative[other]) / n);
    }

    /** The interval of a mean difference between two rows; absent where nothing is repeated. */
    public Optional<Interval> interval(int column, int row, int other, Summary differences, double confidence) {
        double freedom = freedom(column, row, other);
        if (freedom == 0) {
            return Optional.empty();
        }
        double t = new TDistribution(null, freedom).inverseCumulativeProbability(0.5 + confidence / 2);
        double half = t * standardError(column, row, other, differences.n());
        return Optional.of(new Interval(differences.mean() - half, differences.mean() + half));
    }

    /** The two-sided p-value of a mean difference; absent where nothing is repeated or nothing scatters. */
    public OptionalDouble p(int column, int row, int other, Summary differences) {
        double error = standardError(column, row, other, differences.n());
        if (freedom(column, row, other) == 0 || error == 0) {
            return OptionalDouble.empty();
        }
        double t = Math.abs(differences.mean()) / error;
        return OptionalDouble.of(2 * new TDistribution(null, freedom(column, row, other)).cumulativeProbability(-t));
    }

    /** The true difference over n common seeds that {@link #p} finds with this power; absent where there is no test. */
    public OptionalDouble detectable(int column, int row, int other, int n, double confidence, double power) {
        double error = standardError(column, row, other, n);
        double freedom = freedom(column, row, other);
        return error == 0 || freedom == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(DetectableDifference.difference(error, freedom, confidence, power));
    }

    /** A row's variance in units of its columns', over the columns in which it is repeated. */
    private void measure(int row, double columnsWorth, double[] own, double[] ownFreedom) {
        double sum = 0;
        double weight = 0;
        int counted = 0;
        for (AdditiveFit fit : fits.subList(0, measured)) {
            double freedom = fit.freedoms()[row];
            if (freedom > ROUNDING && fit.variance() > 0) {
                sum += freedom * fit.variances()[row] / fit.variance();
                weight += freedom;
                counted++;
            }
        }
        if (counted > 0) {
            own[row] = Math.max(LEAST, sum / weight);
            ownFreedom[row] = weight / counted * Math.min(counted, columnsWorth);
        }
    }

    private void moderate(double[] own, double[] ownFreedom, double columnsWorth) {
        int[] repeated = IntStream.range(0, own.length)
                .filter(r -> ownFreedom[r] > ROUNDING)
                .toArray();
        if (repeated.length < 3) {
            // Which of two rows is the noisier one cannot be told from their differences.
            return;
        }
        double[] variances = Arrays.stream(repeated).mapToDouble(r -> own[r]).toArray();
        double[] theirs =
                Arrays.stream(repeated).mapToDouble(r -> ownFreedom[r]).toArray();
        VariancePrior prior = VariancePrior.of(variances, theirs, CAUTION);
        double whole = fits.stream().mapToDouble(AdditiveFit::freedom).max().orElse(0) * columnsWorth;
        for (int r : repeated) {
            VariancePrior bounded = prior.atMost(MOST_BORROWED * ownFreedom[r]);
            relative[r] = bounded.moderated(own[r], ownFreedom[r]);
            freedoms[r] = Math.min(bounded.freedom() + ownFreedom[r], SHARE * whole);
        }
    }

    private double effectiveColumns() {
        List<AdditiveFit> telling = fits.subList(0, measured).stream()
                .filter(fit -> fit.variance() > 0)
                .toList();
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < telling.size(); a++) {
            for (int b = a + 1; b < telling.size(); b++) {
                sum += squaredCorrelation(telling.get(a), telling.get(b));
                pairs++;
            }
        }
        double squared = pairs == 0 ? 1 : sum / pairs;
        int columns = telling.size();
        return columns / (1 + Math.max(0, columns - 1) * squared);
    }

    /** Of the residuals of two columns over the cells that both have; 1 where there are too few to tell. */
    private static double squaredCorrelation(AdditiveFit a, AdditiveFit b) {
        List<Double> ones = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        for (int r = 0; r < a.residuals().size(); r++) {
            Map<Long, Double> theirs = new HashMap<>(b.residuals().get(r));
            a.residuals().get(r).forEach((seed, e) -> {
                if (theirs.containsKey(seed)) {
                    ones.add(e);
                    others.add(theirs.get(seed));
                }
            });
        }
        if (ones.size() < 3) {
            return 1;
        }
        double r = new PearsonsCorrelation()
                .correlation(
                        ones.stream().mapToDouble(Double::doubleValue).toArray(),
                        others.stream().mapToDouble(Double::doubleValue).toArray());
        return Double.isNaN(r) ? 1 : r * r;
    }
}
