package marginlab.loss;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import marginlab.engine.HostToEngine;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LearnedArrays;
import marginlab.loss.batch.LossEvaluation;
import marginlab.loss.margin.LossFactors;

/** A small batch in doubles, for plain loops, that an engine can also compute on. */
public record SmallBatch(double[][] embeddings, double[][] centres, double[] bias, int[] labels, LossFactors factors) {

    /** What an engine computed. */
    public record Result(
            double value, double[][] embeddings, double[][] centres, double[] bias, Map<String, Double> numbers) {}

    /** Embeddings and centres of no special place, each identity at least twice, norms far from one. */
    public static SmallBatch random(long seed, LossFactors factors) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = {0, 3, 0, 1, 3, 1, 4, 4};
        double[][] centres = matrix(random, 6, 5, 1.5);
        double[][] embeddings = matrix(random, labels.length, 5, 2);
        return new SmallBatch(embeddings, centres, matrix(random, 1, 6, 1)[0], labels, factors);
    }

    private static double[][] matrix(SplittableRandom random, int rows, int columns, double size) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                // The engines compute in float32: start from values that it has.
                row[j] = (float) (size * random.nextGaussian());
            }
        }
        return matrix;
    }

    int size() {
        return labels.length;
    }

    int classes() {
        return centres.length;
    }

    double targetAngle(int i) {
        return angle(embeddings[i], centres[labels[i]]);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    static double cosine(double[] a, double[] b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    static double angle(double[] a, double[] b) {
        return Math.acos(Math.max(-1, Math.min(1, cosine(a, b))));
    }

    static double crossEntropy(double[] logits, int label) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - logits[label]);
        }
        return Math.log(sum);
    }

    /** The same with every embedding this much longer. */
    SmallBatch longer(double factor) {
        double[][] scaled = deep(embeddings);
        for (double[] row : scaled) {
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) (row[k] * factor);
            }
        }
        return new SmallBatch(scaled, centres, bias, labels, factors);
    }

    /** The same with K times as many centres, those of the same class further and further away. */
    public SmallBatch withCentresEach(int each) {
        double[][] more = new double[each * centres.length][];
        for (int k = 0; k < each; k++) {
            for (int j = 0; j < centres.length; j++) {
                more[k * centres.length + j] = centres[(j + k) % centres.length].clone();
                more[k * centres.length + j][k % centres[j].length] += (float) (0.5 * k);
            }
        }
        return new SmallBatch(embeddings, more, bias, labels, factors);
    }

    /** All cosines of an embedding with the centres. */
    double[] cosines(int i) {
        return Stream.of(centres).mapToDouble(w -> cosine(embeddings[i], w)).toArray();
    }

    double norm(int i) {
        return Math.sqrt(dot(embeddings[i], embeddings[i]));
    }

    /** Squared distance of two embeddings brought to length one. */
    double squared(int i, int j) {
        return 2 - 2 * cosine(embeddings[i], embeddings[j]);
    }

    SmallBatch copy() {
        return new SmallBatch(deep(embeddings), deep(centres), bias.clone(), labels, factors);
    }

    private static double[][] deep(double[][] matrix) {
        return Stream.of(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    /** The same batch in another order. */
    SmallBatch reversed() {
        int n = size();
        double[][] turned = new double[n][];
        int[] turnedLabels = new int[n];
        for (int i = 0; i < n; i++) {
            turned[i] = embeddings[n - 1 - i];
            turnedLabels[i] = labels[n - 1 - i];
        }
        return new SmallBatch(turned, centres, bias, turnedLabels, factors);
    }

    /** The cross entropy with a share of the target spread over all classes. */
    static double crossEntropy(double[] logits, int label, double smoothing) {
        double sum = (1 - smoothing) * crossEntropy(logits, label);
        for (int j = 0; j < logits.length; j++) {
            sum += smoothing / logits.length * crossEntropy(logits, j);
        }
        return sum;
    }

    /** Value and gradients by an engine, with a fixed scale. */
    public Result compute(String engine, Objective objective) {
        int classes = classes() / objective.centresEach();
        return compute(engine, objective, objective.numbers(classes, factors.scale(), false));
    }

    /** Value and gradients by an engine. */
    public Result compute(String engine, Objective objective, Map<String, Double> numbers) {
        try (NDManager manager = Engine.getEngine(engine).newBaseManager();
                GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
            NDArray x = variable(manager, embeddings);
            NDArray w = variable(manager, centres);
            NDArray biases = HostToEngine.floats(manager, floats(bias));
            biases.setRequiresGradient(true);
            Map<String, NDArray> learned = new LinkedHashMap<>();
            numbers.forEach((name, number) -> {
                NDArray array = HostToEngine.floats(manager, new float[] {number.floatValue()});
                array.setRequiresGradient(true);
                learned.put(name, array);
            });
            LossEvaluation evaluation = objective.evaluate(new Angles(
                    x,
                    new LearnedArrays(w, objective.centresEach(), biases, learned),
                    labels,
                    factors,
                    new SplittableRandom(7)));
            collector.backward(evaluation.surrogate());
            return new Result(
                    evaluation.value().getFloat(),
                    gradient(x, embeddings.length),
                    gradient(w, centres.length),
                    gradient(biases, 1)[0],
                    gradients(learned));
        }
    }

    private static Map<String, Double> gradients(Map<String, NDArray> numbers) {
        Map<String, Double> gradients = new LinkedHashMap<>();
        numbers.forEach((name, number) -> gradients.put(name, gradient(number, 1)[0][0]));
        return gradients;
    }

    private static NDArray variable(NDManager manager, double[][] values) {
        float[][] floats = new float[values.length][];
        for (int i = 0; i < values.length; i++) {
            floats[i] = floats(values[i]);
        }
        NDArray array = HostToEngine.rows(manager, floats);
        array.setRequiresGradient(true);
        return array;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[][] gradient(NDArray variable, int rows) {
        float[] flat = variable.getGradient().toFloatArray();
        double[][] matrix = new double[rows][flat.length / rows];
        for (int i = 0; i < flat.length; i++) {
            matrix[i / matrix[0].length][i % matrix[0].length] = flat[i];
        }
        return matrix;
    }

    /** Central differences of a function with respect to a matrix of this batch, which it changes and restores. */
    static double[][] differences(double[][] matrix, DoubleSupplier function) {
        double step = 1e-6;
        double[][] slopes = new double[matrix.length][matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                double middle = matrix[i][j];
                matrix[i][j] = middle + step;
                double after = function.getAsDouble();
                matrix[i][j] = middle - step;
                double before = function.getAsDouble();
                matrix[i][j] = middle;
                slopes[i][j] = (after - before) / (2 * step);
            }
        }
        return slopes;
    }
}
