package marginlab.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import marginlab.engine.HostToEngine;
import marginlab.loss.Objective;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CentreOrder;
import marginlab.loss.batch.LearnedArrays;
import marginlab.loss.batch.LossEvaluation;
import marginlab.loss.margin.LossFactors;

/**
 * An objective on arrays that come from anywhere: its value and gradients, to compare with another implementation.
 *
 * @param value of the objective
 * @param terms each term's value by its label, before its weight
 * @param embeddingsGradient {@code [N, d]}
 * @param centresGradient {@code [K C, d]} in the order of the centres, or null where the objective has no centres
 * @param biasGradient {@code [C]}, or null where it has no bias
 */
public record LossOnArrays(
        float value,
        Map<String, Float> terms,
        float[][] embeddingsGradient,
        float[][] centresGradient,
        float[] biasGradient) {

    /**
     * Evaluates an objective.
     *
     * @param seed for the terms that draw
     */
    public static LossOnArrays of(
            Objective objective, LossFactors factors, LossArrays arrays, Device device, String engine, long seed) {
        try (NDManager manager = NDManager.newBaseManager(device, engine)) {
            NDArray embeddings = parameter(HostToEngine.rows(manager, arrays.embeddings()));
            int each = objective.centresEach();
            NDArray centres = objective.usesCentres()
                    ? parameter(HostToEngine.rows(manager, CentreOrder.blocks(arrays.centres(), each)))
                    : null;
            NDArray bias = objective.usesBias() ? parameter(HostToEngine.floats(manager, arrays.bias())) : null;
            Map<String, NDArray> numbers = new LinkedHashMap<>();
            long classes = objective.usesCentres() ? arrays.centres().length / each : 0;
            objective
                    .numbers(classes, factors.scale(), false)
                    .forEach((name, first) -> numbers.put(
                            name, parameter(HostToEngine.floats(manager, new float[] {first.floatValue()}))));
            LearnedArrays learned = new LearnedArrays(centres, each, bias, numbers);
            LossEvaluation evaluation;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                evaluation = objective.evaluate(
                        new Angles(embeddings, learned, arrays.labels(), factors, new SplittableRandom(seed)));
                collector.backward(evaluation.surrogate());
            }
            Map<String, Float> terms = new LinkedHashMap<>();
            evaluation.terms().forEach((label, value) -> terms.put(label, positive(value.getFloat())));
            return new LossOnArrays(
                    positive(evaluation.value().getFloat()),
                    Collections.unmodifiableMap(terms),
                    rows(embeddings.getGradient()),
                    centres == null ? null : CentreOrder.classByClass(rows(centres.getGradient()), each),
                    bias == null ? null : bias.getGradient().toFloatArray());
        }
    }

    /** Where softmax gives its class all, an engine takes the negative of a logarithm of 1: no loss is -0. */
    private static float positive(float value) {
        return value == 0 ? 0 : value;
    }

    private static NDArray parameter(NDArray array) {
        array.setRequiresGradient(true);
        return array;
    }

    private static float[][] rows(NDArray matrix) {
        float[] flat = matrix.toFloatArray();
        float[][] rows = new float[(int) matrix.getShape().get(0)]
                [(int) matrix.getShape().get(1)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(flat, i * rows[i].length, rows[i], 0, rows[i].length);
        }
        return rows;
    }
}
