package marginlab.train.contract;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import marginlab.train.LossArrays;

/**
 * A small batch in doubles, for a loss by plain loops: every identity that is in it has two images or more.
 *
 * @param embeddings {@code [N, d]}
 * @param centres {@code [C, d]}
 * @param bias {@code [C]}
 * @param labels {@code [N]}
 * @param scale s
 */
public record PlainBatch(double[][] embeddings, double[][] centres, double[] bias, int[] labels, double scale) {
    private static final int CLASSES = 6;
    private static final int DIMENSION = 5;

    static PlainBatch random(long seed, double scale) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = {0, 3, 0, 1, 3, 1, 4, 4};
        double[][] embeddings = matrix(random, labels.length, DIMENSION);
        return new PlainBatch(
                embeddings, matrix(random, CLASSES, DIMENSION), matrix(random, 1, CLASSES)[0], labels, scale);
    }

    private static double[][] matrix(SplittableRandom random, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                // Engines compute in float32: only values that it has.
                row[j] = (float) (1.5 * random.nextGaussian());
            }
        }
        return matrix;
    }

    /** N. */
    public int size() {
        return labels.length;
    }

    /** C. */
    public int classes() {
        return centres.length;
    }

    /** Of embedding i with the centre of class j. */
    public double cosine(int i, int j) {
        return cosine(embeddings[i], centres[j]);
    }

    /** The angle of embedding i with the centre of class j, in radians. */
    public double angle(int i, int j) {
        return Math.acos(Math.max(-1, Math.min(1, cosine(i, j))));
    }

    /** The length of embedding i. */
    public double norm(int i) {
        return Math.sqrt(dot(embeddings[i], embeddings[i]));
    }

    /** Of embeddings i and k. */
    public double pairCosine(int i, int k) {
        return cosine(embeddings[i], embeddings[k]);
    }

    private static double cosine(double[] a, double[] b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    PlainBatch copy() {
        return new PlainBatch(deep(embeddings), deep(centres), bias.clone(), labels.clone(), scale);
    }

    /** The same batch in another order. */
    PlainBatch reversed() {
        PlainBatch other = copy();
        for (int i = 0; i < size(); i++) {
            other.embeddings[i] = embeddings[size() - 1 - i].clone();
            other.labels[i] = labels[size() - 1 - i];
        }
        return other;
    }

    /** With an embedding on its centre, one opposite of it, one of zeros, and two that are equal. */
    PlainBatch extreme() {
        PlainBatch other = copy();
        for (int k = 0; k < DIMENSION; k++) {
            other.embeddings[0][k] = centres[labels[0]][k];
            other.embeddings[1][k] = -centres[labels[1]][k];
            other.embeddings[2][k] = 0;
            other.embeddings[3][k] = embeddings[5][k];
        }
        return other;
    }

    LossArrays arrays() {
        return new LossArrays(floats(embeddings), floats(centres), floats(new double[][] {bias})[0], labels);
    }

    private static double[][] deep(double[][] matrix) {
        return Stream.of(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    private static float[][] floats(double[][] matrix) {
        float[][] floats = new float[matrix.length][matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                floats[i][j] = (float) matrix[i][j];
            }
        }
        return floats;
    }
}
