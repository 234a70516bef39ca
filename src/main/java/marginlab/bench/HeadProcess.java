package marginlab.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import marginlab.engine.ArrayChunks;
import marginlab.engine.HostToEngine;
import marginlab.engine.LayerOperators;
import marginlab.engine.MomentumStep;
import marginlab.engine.Precision;
import marginlab.experiment.setting.Recipe;
import marginlab.experiment.setting.Variants;
import marginlab.file.json.Json;
import marginlab.loss.Objective;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LearnedArrays;
import marginlab.loss.batch.LossEvaluation;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import marginlab.loss.plugin.PluginJar;
import marginlab.loss.plugin.PluginLoss;
import marginlab.network.FaceModel;
import marginlab.run.ProcessMemory;
import marginlab.train.PartialFc;

/**
 * The process that times the value and the gradients of one objective without a network, and the update of its centres, and
 * prints figures as JSON.
 */
public final class HeadProcess {
    /** In place of a name, before the file of a jar with losses. */
    static final String JAR = "--jar";

    private static final int WARM_UP = 2;
    private static final double SCALE = 64;
    private static final MomentumStep UPDATE = new MomentumStep(0.01, 0.9, 5e-4, 1);

    private final Objective objective;
    private final int classes;
    private final NDManager manager;
    private final NDArray embeddings;
    private final List<FaceModel.Part> parts = new ArrayList<>();
    private final List<NDArray> momenta = new ArrayList<>();
    private final Map<String, NDArray> numbers = new LinkedHashMap<>();
    private final PartialFc sampled;
    private final List<Double> stepMilliseconds = new ArrayList<>();
    private final List<Double> updateMilliseconds = new ArrayList<>();

    private HeadProcess(NDManager manager, Objective objective, int classes, int batch, int dimension, double rate)
            throws IOException {
        this.manager = manager;
        this.objective = objective;
        this.classes = classes;
        int drawn = new Variants(Recipe.PAPER, false, 0, rate, Precision.FLOAT32, 1).sampled(classes);
        boolean whole = drawn == classes;
        embeddings = random(new Shape(batch, dimension), 1);
        embeddings.setRequiresGradient(true);
        if (objective.usesCentres()) {
            part("centres", random(new Shape((long) objective.centresEach() * classes, dimension), 2), whole);
        }
        if (objective.usesBias()) {
            part("bias", manager.zeros(new Shape(classes)), whole);
        }
        objective.numbers(drawn, SCALE, false).forEach((name, first) -> {
            NDArray number = HostToEngine.floats(manager, new float[] {first.floatValue()});
            number.setRequiresGradient(true);
            numbers.put(name, number);
        });
        sampled = whole ? null : new PartialFc(parts, classes, drawn, 1);
    }

    private void part(String name, NDArray array, boolean trained) {
        array.setRequiresGradient(trained);
        parts.add(new FaceModel.Part(name, array, trained, true));
        if (trained) {
            momenta.add(manager.zeros(array.getShape()));
        }
    }

    /**
     * Arguments: engine, label, classes, batch, dimension, steps, share of the classes that a step compares with, then name and text
     * of each definition, and {@value #JAR} and the file of each jar.
     */
    public static void main(String[] arguments) throws IOException {
        Objective objective = Objective.parse(arguments[1], definitions(arguments));
        Map<String, String> names = new LinkedHashMap<>();
        names.put("objective", objective.label());
        names.put("classes", arguments[2]);
        names.put("batch", arguments[3]);
        names.put("dimension", arguments[4]);
        names.put("class rate", arguments[6]);
        names.put("engine", arguments[0]);
        names.put("threads", String.valueOf(System.getenv("OMP_NUM_THREADS")));
        List<BenchFigure> figures = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager(null, arguments[0])) {
            HeadProcess process = new HeadProcess(
                    manager,
                    objective,
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]),
                    Double.parseDouble(arguments[6]));
            process.run(WARM_UP + Integer.parseInt(arguments[5]));
            figures.add(figure("head step", names, process.stepMilliseconds));
            figures.add(figure("head update", names, process.updateMilliseconds));
        }
        ProcessMemory.peakMegabytes()
                .ifPresent(megabytes -> figures.add(BenchFigure.of("head memory", names, List.of(megabytes), "MB")));
        System.out.println(Json.line(figures));
        System.out.flush();
        System.exit(0);
    }

    private static BenchFigure figure(String what, Map<String, String> names, List<Double> samples) {
        return BenchFigure.of(what, names, samples.subList(WARM_UP, samples.size()), "ms");
    }

    /** What comes in pairs behind the others. */
    private static LossDefinitions definitions(String[] arguments) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<PluginLoss> ofJars = new ArrayList<>();
        for (int i = 7; i + 1 < arguments.length; i += 2) {
            if (arguments[i].equals(JAR)) {
                ofJars.addAll(PluginJar.losses(Path.of(arguments[i + 1])));
            } else {
                texts.put(arguments[i], arguments[i + 1]);
            }
        }
        return LossDefinitions.of(texts).with(LossDefinitions.ofJars(ofJars));
    }

    private void run(int steps) {
        for (int step = 0; step < steps; step++) {
            try (NDManager scope = manager.newSubManager()) {
                step(scope, step);
            }
        }
    }

    private void step(NDManager scope, int step) {
        int[] batch = labels(step);
        long start = System.nanoTime();
        scope.tempAttachAll(embeddings);
        parts.forEach(part -> scope.tempAttachAll(part.array()));
        PartialFc.CentreSample sample = sampled == null ? null : sampled.draw(scope, step, batch);
        List<FaceModel.Part> compared = sample == null ? parts : sample.rows();
        List<NDArray> moved = sample == null ? momenta : sample.momenta();
        LearnedArrays learned = new LearnedArrays(
                compared.isEmpty() ? null : compared.get(0).array(),
                objective.centresEach(),
                compared.size() < 2 ? null : compared.get(1).array(),
                numbers);
        LossFactors factors = new LossFactors(SCALE, MarginGradient.EXACT, BeyondPi.RAW);
        try (GradientCollector collector = scope.getEngine().newGradientCollector()) {
            int[] labels = sample == null ? batch : sample.labels();
            LossEvaluation evaluation =
                    objective.evaluate(new Angles(embeddings, learned, labels, factors, new SplittableRandom(1)));
            collector.backward(evaluation.surrogate());
            evaluation.value().getFloat();
        }
        awaitGradient(embeddings);
        compared.forEach(part -> awaitGradient(part.array()));
        long differentiated = System.nanoTime();
        update(scope, compared, moved);
        if (sample != null) {
            sample.putBack();
        }
        parts.forEach(part -> LayerOperators.await(part.array()));
        stepMilliseconds.add((differentiated - start) / 1e6);
        updateMilliseconds.add((System.nanoTime() - differentiated) / 1e6);
    }

    private static void update(NDManager scope, List<FaceModel.Part> compared, List<NDArray> moved) {
        LayerOperators layers = LayerOperators.of(scope);
        for (int i = 0; i < compared.size(); i++) {
            try (NDArray gradient = compared.get(i).array().getGradient()) {
                layers.momentumStep(compared.get(i).array(), gradient, moved.get(i), UPDATE);
                layers.clear(gradient);
            }
        }
    }

    /** Waits until a gradient is there. */
    private static void awaitGradient(NDArray parameter) {
        try (NDArray gradient = parameter.getGradient()) {
            LayerOperators.await(gradient);
        }
    }

    private int[] labels(int seed) {
        int batch = (int) embeddings.getShape().get(0);
        return new SplittableRandom(seed)
                .ints(batch, 0, Math.min(classes, Math.max(2, batch / 4)))
                .toArray();
    }

    private NDArray random(Shape shape, int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        NDArray array = manager.zeros(shape);
        ArrayChunks.write(array, values -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble() - 0.5);
            }
        });
        return array;
    }
}
