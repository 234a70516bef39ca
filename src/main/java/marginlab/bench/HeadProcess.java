package marginlab.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import marginlab.loss.Angles;
import marginlab.loss.BeyondPi;
import marginlab.loss.Evaluation;
import marginlab.loss.Factors;
import marginlab.loss.Gradient;
import marginlab.loss.Objective;
import marginlab.run.ProcessMemory;

/** The process that times the value and the gradients of one objective without a network and prints figures as JSON. */
public final class HeadProcess {
    private static final int WARM_UP = 2;

    private HeadProcess() {}

    /** Arguments: engine, label, classes, batch, dimension, steps. */
    public static void main(String[] arguments) throws IOException {
        Objective objective = Objective.parse(arguments[1]);
        int classes = Integer.parseInt(arguments[2]);
        int batch = Integer.parseInt(arguments[3]);
        int dimension = Integer.parseInt(arguments[4]);
        int steps = Integer.parseInt(arguments[5]);
        Map<String, String> names = new LinkedHashMap<>();
        names.put("objective", objective.label());
        names.put("classes", arguments[2]);
        names.put("batch", arguments[3]);
        names.put("dimension", arguments[4]);
        names.put("engine", arguments[0]);
        names.put("threads", String.valueOf(System.getenv("OMP_NUM_THREADS")));
        List<Double> milliseconds = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), arguments[0])) {
            NDArray embeddings = parameter(manager, batch, dimension, 1);
            NDArray centres = objective.usesCentres() ? parameter(manager, classes, dimension, 2) : null;
            NDArray bias = objective.usesBias() ? manager.zeros(new Shape(classes)) : null;
            if (bias != null) {
                bias.setRequiresGradient(true);
            }
            for (int step = 0; step < WARM_UP + steps; step++) {
                long start = System.nanoTime();
                step(objective, manager, embeddings, centres, bias, labels(batch, classes, step));
                milliseconds.add((System.nanoTime() - start) / 1e6);
            }
        }
        JsonArray documents = new JsonArray();
        documents.add(Figure.of("head step", names, milliseconds.subList(WARM_UP, milliseconds.size()), "ms")
                .toJson());
        ProcessMemory.peakMegabytes()
                .ifPresent(megabytes -> documents.add(Figure.of("head memory", names, List.of(megabytes), "MB")
                        .toJson()));
        System.out.println(documents);
        System.out.flush();
        System.exit(0);
    }

    private static void step(
            Objective objective, NDManager manager, NDArray embeddings, NDArray centres, NDArray bias, int[] labels) {
        Factors factors = new Factors(64, Gradient.EXACT, BeyondPi.RAW);
        try (NDManager scope = manager.newSubManager()) {
            scope.tempAttachAll(embeddings);
            try (GradientCollector collector = scope.getEngine().newGradientCollector()) {
                Evaluation evaluation = objective.evaluate(
                        new Angles(embeddings, centres, bias, labels, factors, new SplittableRandom(1)));
                collector.backward(evaluation.surrogate());
                evaluation.value().getFloat();
            }
            await(embeddings);
            if (centres != null) {
                await(centres);
            }
        }
    }

    /** Waits until a gradient is there, and leaves none to be added to. */
    private static void await(NDArray parameter) {
        try (NDArray gradient = parameter.getGradient()) {
            gradient.flatten().get(0).getFloat();
        }
    }

    private static int[] labels(int batch, int classes, int seed) {
        return new SplittableRandom(seed)
                .ints(batch, 0, Math.min(classes, Math.max(2, batch / 4)))
                .toArray();
    }

    private static NDArray parameter(NDManager manager, int rows, int columns, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Math.multiplyExact(rows, columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        NDArray array = manager.create(FloatBuffer.wrap(values), new Shape(rows, columns));
        array.setRequiresGradient(true);
        return array;
    }
}
