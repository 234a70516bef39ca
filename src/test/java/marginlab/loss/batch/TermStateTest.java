package marginlab.loss.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import marginlab.engine.HostToEngine;
import marginlab.loss.ASoftmax;
import marginlab.loss.Objective;
import marginlab.loss.TestedEngines;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the terms keep from batch to batch, against an independent computation. */
@Tag("engine")
final class TermStateTest {
    private static final float[][] CENTRES = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {.6f, 0, .8f}};

    static Stream<String> engines() {
        return TestedEngines.names();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void movesTheAveragesOfAdaFace(String engine) {
        float[][] embeddings = {{3, 4, 0}, {0, 12, -16}, {96, 0, 72}};
        try (NDManager manager = Engine.getEngine(engine).newBaseManager();
                TermState memory = new TermState(manager)) {
            step(engine, manager, memory, "AdaFace(0.4, 0.333, 0.01)", embeddings);
            assertThat(number(memory, "AdaFace(0.4, 0.333, 0.01).mean")).isCloseTo(20.2166667, within(1e-5));
            assertThat(number(memory, "AdaFace(0.4, 0.333, 0.01).deviation")).isCloseTo(99.5107182, within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void movesTheDifficultyOfCurricularFace(String engine) {
        float[][] embeddings = {{.6f, .8f, 0}, {0, .6f, -.8f}, {.8f, 0, .6f}};
        try (NDManager manager = Engine.getEngine(engine).newBaseManager();
                TermState memory = new TermState(manager)) {
            step(engine, manager, memory, "CurricularFace(0.5)", embeddings);
            assertThat(number(memory, "CurricularFace(0.5).t")).isCloseTo(0.0032, within(1e-7));
            step(engine, manager, memory, "CurricularFace(0.5)", embeddings);
            assertThat(number(memory, "CurricularFace(0.5).t")).isCloseTo(0.0032 * 1.99, within(1e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void movesTheCentresOfCenter(String engine) {
        float[][] embeddings = {{.6f, .8f, 0}, {0, .6f, -.8f}, {.8f, 0, .6f}};
        try (NDManager manager = Engine.getEngine(engine).newBaseManager();
                TermState memory = new TermState(manager)) {
            memory.put("Center(0.5).centres", HostToEngine.rows(manager, CENTRES));
            double value = step(engine, manager, memory, "Center(0.5)", embeddings);
            assertThat(value).isCloseTo(0.68, within(1e-6));
            assertThat(memory.arrays().get("Center(0.5).centres").toFloatArray())
                    .containsExactly(new float[] {1, 0, 0, .15f, .95f, 0, 0, .15f, .55f, .65f, 0, .75f}, within(1e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void lowersTheLambdaOfASoftmax(String engine) {
        float[][] embeddings = {{.6f, .8f, 0}, {0, .6f, -.8f}, {.8f, 0, .6f}};
        try (NDManager manager = Engine.getEngine(engine).newBaseManager();
                TermState memory = new TermState(manager)) {
            String label = "A-Softmax(4, 5, 1000, 0.12)";
            step(engine, manager, memory, label, embeddings);
            step(engine, manager, memory, label, embeddings);
            assertThat(number(memory, label + ".step")).isEqualTo(2);
        }
        ASoftmax sphere = new ASoftmax(4, 5, 1000, 0.12);
        assertThat(sphere.lambda(1)).isCloseTo(1000 / 1.12, within(1e-9));
        assertThat(sphere.lambda(1_000_000)).isEqualTo(5);
    }

    private static double step(String engine, NDManager parent, TermState memory, String label, float[][] embeddings) {
        try (NDManager manager = parent.newSubManager();
                GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
            NDArray x = HostToEngine.rows(manager, embeddings);
            x.setRequiresGradient(true);
            NDArray w = HostToEngine.rows(manager, CENTRES);
            LossFactors factors = new LossFactors(64, MarginGradient.EXACT, BeyondPi.SINPI);
            LossEvaluation evaluation = Objective.parse(label)
                    .evaluate(new Angles(
                            x,
                            new LearnedArrays(w, null),
                            new int[] {1, 2, 3},
                            factors,
                            new SplittableRandom(1),
                            memory));
            collector.backward(evaluation.surrogate());
            return evaluation.value().getFloat();
        }
    }

    private static double number(TermState memory, String name) {
        return memory.arrays().get(name).getFloat();
    }
}
