package marginlab.loss;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import marginlab.engine.HostToEngine;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LearnedArrays;
import marginlab.loss.batch.LossEvaluation;
import marginlab.loss.batch.TermState;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;

/** An objective on one batch after the other: what it keeps goes from step to step, what it learns stays as it began. */
final class SteppedLoss implements AutoCloseable {
    private static final int CLASSES = 4;

    private final String engine;
    private final Objective objective;
    private final LossFactors factors;
    private final NDManager manager;
    private final TermState memory;

    /** What one step gave. */
    record Step(double value, float[][] embeddings, Map<String, Double> numbers) {}

    SteppedLoss(String engine, String label, double scale) {
        this.engine = engine;
        this.objective = Objective.parse(label);
        this.factors = new LossFactors(scale, MarginGradient.EXACT, BeyondPi.RAW);
        this.manager = Engine.getEngine(engine).newBaseManager();
        this.memory = new TermState(manager);
    }

    Step step(float[][] rows, int... labels) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
            NDArray embeddings = HostToEngine.rows(scope, rows);
            embeddings.setRequiresGradient(true);
            NDArray centres = scope.ones(new Shape(CLASSES, rows[0].length));
            centres.setRequiresGradient(true);
            Map<String, NDArray> learned = new LinkedHashMap<>();
            objective.numbers(CLASSES, factors.scale(), false).forEach((name, first) -> {
                NDArray number = HostToEngine.floats(scope, new float[] {first.floatValue()});
                number.setRequiresGradient(true);
                learned.put(name, number);
            });
            LossEvaluation evaluation = objective.evaluate(new Angles(
                    embeddings,
                    new LearnedArrays(centres, 1, null, learned),
                    labels,
                    factors,
                    new SplittableRandom(1),
                    memory));
            collector.backward(evaluation.surrogate());
            Map<String, Double> slopes = new LinkedHashMap<>();
            learned.forEach((name, number) ->
                    slopes.put(name, (double) number.getGradient().toFloatArray()[0]));
            float[] flat = embeddings.getGradient().toFloatArray();
            float[][] gradient = new float[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                gradient[i] = Arrays.copyOfRange(flat, i * rows[0].length, (i + 1) * rows[0].length);
            }
            return new Step(evaluation.value().getFloat(), gradient, slopes);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
