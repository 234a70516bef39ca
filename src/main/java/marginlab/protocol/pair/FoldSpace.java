package marginlab.protocol.pair;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * What was fitted on the training folds: their mean embedding, and the directions in which they vary most.
 *
 * @param mean {@code [d]}, of both images of the training pairs
 * @param axes {@code [k, d]} principal components; empty when all dimensions stay as they are
 */
record FoldSpace(double[] mean, double[][] axes) {

    /** Fits the folds other than the held-out one; {@code components} 0 fits the mean alone. */
    static FoldSpace fit(double[][] rows, Folds folds, int heldOut, int components) {
        int d = rows[0].length;
        int from = 2 * folds.start(heldOut);
        int to = 2 * folds.start(heldOut + 1);
        int[] training = IntStream.range(0, rows.length)
                .filter(row -> row < from || row >= to)
                .toArray();
        if (components > Math.min(d, training.length)) {
            throw new ProblemException(new Problem(
                    "pca=" + components,
                    training.length + " training embeddings of " + d + " dimensions",
                    "at most " + Math.min(d, training.length) + " components"));
        }
        double[] mean = new double[d];
        for (int row : training) {
            for (int j = 0; j < d; j++) {
                mean[j] += rows[row][j] / training.length;
            }
        }
        return new FoldSpace(mean, components == 0 ? new double[0][] : axes(rows, training, mean, components));
    }

    private static double[][] axes(double[][] rows, int[] training, double[] mean, int components) {
        int d = mean.length;
        double[][] covariance = new double[d][d];
        double[][] centred = new double[training.length][d];
        for (int i = 0; i < training.length; i++) {
            for (int j = 0; j < d; j++) {
                centred[i][j] = rows[training[i]][j] - mean[j];
            }
        }
        IntStream.range(0, d).parallel().forEach(j -> {
            for (double[] row : centred) {
                for (int k = 0; k < d; k++) {
                    covariance[j][k] += row[j] * row[k];
                }
            }
        });
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
        double[] values = eigen.getRealEigenvalues();
        return IntStream.range(0, d)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .limit(components)
                .map(i -> eigen.getEigenvector(i).toArray())
                .toArray(double[][]::new);
    }

    /** Rows in this space, each of length 1. */
    double[][] move(double[][] rows) {
        return Arrays.stream(rows).parallel().map(this::move).toArray(double[][]::new);
    }

    private double[] move(double[] row) {
        double[] centred = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            centred[j] = row[j] - mean[j];
        }
        double[] moved = centred;
        if (axes.length > 0) {
            moved = new double[axes.length];
            for (int k = 0; k < axes.length; k++) {
                for (int j = 0; j < row.length; j++) {
                    moved[k] += axes[k][j] * centred[j];
                }
            }
        }
        double norm = 0;
        for (double value : moved) {
            norm += value * value;
        }
        norm = Math.sqrt(norm);
        for (int j = 0; norm > 0 && j < moved.length; j++) {
            moved[j] /= norm;
        }
        return moved;
    }
}
