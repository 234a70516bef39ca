package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import marginlab.engine.HostToEngine;
import marginlab.engine.OthersMemory;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LearnedArrays;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the backward pass reads outlives a garbage collection after the forward pass. */
@Tag("engine")
class CollectedMemoryTest {
    private static final LossDefinitions OWN = LossDefinitions.of(Map.of(
            "Own", "Own(a, b): {target: \"cos(1.5 * theta + a) / 2 - b * theta^2\"}",
            "Pull", "Pull(w): {penalty: \"w * theta / pi + max(norm, 0.5)^-1\"}"));

    @ParameterizedTest
    @MethodSource("marginlab.loss.TestedEngines#names")
    void gradientsOutliveAGarbageCollection(String engine) {
        Map<String, List<Float>> undisturbed = gradients(engine, false);

        Map<String, List<Float>> collected = gradients(engine, true);

        collected.entrySet().removeAll(undisturbed.entrySet());
        assertThat(collected.keySet()).as("losses whose gradient changed").isEmpty();
    }

    private static List<String> labels() {
        List<String> labels = new ArrayList<>(List.of("Own(0.3, 0.1)", "ArcFace(0.5) + Pull(0.2)"));
        for (TermKind kind : TermKind.values()) {
            labels.add(kind.standard().label());
        }
        return labels;
    }

    /** A loss of a batch of its own, before the backward pass. */
    private record Forward(String label, NDArray surrogate, List<NDArray> trained) {
        List<Float> gradients() {
            List<Float> gradients = new ArrayList<>();
            for (NDArray array : trained) {
                for (float slope : array.getGradient().toFloatArray()) {
                    gradients.add(slope);
                }
            }
            return gradients;
        }
    }

    /** Of every loss that there is, those of all arrays of a batch, one after the other. */
    private static Map<String, List<Float>> gradients(String engine, boolean collected) {
        Map<String, List<Float>> gradients = new LinkedHashMap<>();
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            List<Forward> losses = new ArrayList<>();
            List<ByteBuffer> others = List.of();
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                for (String label : labels()) {
                    losses.add(forward(manager, label));
                }
                if (collected) {
                    others = OthersMemory.write();
                }
                losses.forEach(loss -> collector.backward(loss.surrogate()));
            }
            losses.forEach(loss -> gradients.put(loss.label(), loss.gradients()));
            Reference.reachabilityFence(others);
        }
        return gradients;
    }

    private static Forward forward(NDManager manager, String label) {
        Objective objective = Objective.parse(label, OWN);
        SmallBatch batch = SmallBatch.random(3, new LossFactors(16, MarginGradient.EXACT, BeyondPi.CONTINUOUS));
        List<NDArray> trained = new ArrayList<>();
        NDArray embeddings = trained(trained, HostToEngine.rows(manager, floats(batch.embeddings())));
        int each = objective.centresEach();
        double[][] rows = new double[each * batch.classes()][];
        Arrays.setAll(rows, i -> batch.centres()[i * i % batch.classes()]);
        NDArray centres = objective.usesCentres() ? trained(trained, HostToEngine.rows(manager, floats(rows))) : null;
        NDArray bias = objective.usesBias()
                ? trained(trained, HostToEngine.floats(manager, floats(new double[][] {batch.bias()})[0]))
                : null;
        Map<String, NDArray> numbers = new LinkedHashMap<>();
        objective
                .numbers(batch.classes(), 16, false)
                .forEach((name, first) ->
                        numbers.put(name, trained(trained, HostToEngine.floats(manager, new float[] {first.floatValue()
                        }))));
        NDArray surrogate = objective
                .evaluate(new Angles(
                        embeddings,
                        new LearnedArrays(centres, each, bias, numbers),
                        batch.labels(),
                        batch.factors(),
                        new SplittableRandom(5)))
                .surrogate();
        return new Forward(label, surrogate, trained);
    }

    private static NDArray trained(List<NDArray> all, NDArray array) {
        array.setRequiresGradient(true);
        all.add(array);
        return array;
    }

    private static float[][] floats(double[][] rows) {
        float[][] floats = new float[rows.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                floats[i][k] = (float) rows[i][k];
            }
        }
        return floats;
    }
}
