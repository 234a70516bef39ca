package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LearnedArrays;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.Margin;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed-form gradient of the head against the engine's own, on a head of 1,000 classes. */
@Tag("engine")
final class ClosedFormTest {
    private static final int BATCH = 32;
    private static final int CLASSES = 1_000;
    private static final int DIMENSION = 64;

    static Stream<Arguments> heads() {
        return TestedEngines.names()
                .flatMap(engine -> Stream.of("NS", "ArcFace(0.5)", "CosFace(0.35)", "CM(0.9, 0.4, 0.15)")
                        .flatMap(label -> Stream.of(MarginGradient.values()).map(g -> Arguments.of(engine, label, g))));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void gradientIsTheOneOfTheEnginesAutograd(String engine, String label, MarginGradient gradient) {
        Objective objective = Objective.parse(label);
        Margin margin = ((MarginSoftmax) objective.addends().get(0).term()).margin();
        LossFactors factors = new LossFactors(64, gradient, BeyondPi.RAW);
        float[][] closed = gradients(engine, factors, a -> objective.evaluate(a).surrogate());
        float[][] taped = gradients(engine, factors, a -> taped(margin, a));
        for (int k = 0; k < 2; k++) {
            float largest = 0;
            float furthest = 0;
            for (int i = 0; i < taped[k].length; i++) {
                largest = Math.max(largest, Math.abs(taped[k][i]));
                furthest = Math.max(furthest, Math.abs(closed[k][i] - taped[k][i]));
            }
            assertThat(furthest).isLessThan(2e-5f * largest);
        }
    }

    /** The loss written with differentiable operators only. */
    private static NDArray taped(Margin margin, Angles angles) {
        Operators operators = angles.operators();
        NDArray cosine = angles.targetCosines();
        NDArray shift =
                margin.apply(angles.targetAngles(), cosine, BeyondPi.RAW).sub(cosine);
        if (angles.factors().gradient() == MarginGradient.STRAIGHT_THROUGH) {
            shift = operators.stopGradient(shift);
        }
        NDArray logits = angles.cosines().add(angles.oneHot().mul(shift)).mul((float)
                angles.factors().scale());
        return operators
                .pick(operators.logSoftmax(logits), angles.labels())
                .mean()
                .neg();
    }

    private static float[][] gradients(String engine, LossFactors factors, Function<Angles, NDArray> loss) {
        try (NDManager manager = Engine.getEngine(engine).newBaseManager();
                GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
            SplittableRandom random = new SplittableRandom(5);
            NDArray embeddings = matrix(manager, random, BATCH);
            NDArray centres = matrix(manager, random, CLASSES);
            embeddings.setRequiresGradient(true);
            centres.setRequiresGradient(true);
            int[] labels = random.ints(BATCH, 0, CLASSES).toArray();
            collector.backward(
                    loss.apply(new Angles(embeddings, new LearnedArrays(centres, null), labels, factors, random)));
            return new float[][] {
                embeddings.getGradient().toFloatArray(), centres.getGradient().toFloatArray()
            };
        }
    }

    private static NDArray matrix(NDManager manager, SplittableRandom random, int rows) {
        float[] values = new float[rows * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return HostToEngine.floats(manager, values, new Shape(rows, DIMENSION));
    }
}
